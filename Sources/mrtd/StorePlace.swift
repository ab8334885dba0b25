import Glibc
import InspectionReport

/// Where the store of a run is: what the option says, else the environment, else the default place.
struct StorePlace {
    let path: String
    let origin: StoreState.Origin

    init(option: String?) {
        if let option {
            (path, origin) = (option, .option)
        } else if let named = StorePlace.environment("MRTD_STORE") {
            (path, origin) = (named, .environment)
        } else {
            let data = StorePlace.environment("XDG_DATA_HOME") ?? (StorePlace.environment("HOME") ?? "") + "/.local/share"
            (path, origin) = (data + "/mrtd/store.sqlite", .standard)
        }
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
        return unsafe String(cString: value)
    }
}
