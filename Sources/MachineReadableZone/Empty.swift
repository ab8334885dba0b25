// MachineReadableZone
