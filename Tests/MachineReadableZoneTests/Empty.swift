// MachineReadableZoneTests
