namespace MlopsInfra.Formats.Files;

/// <summary>What lies at a path, behind links.</summary>
public enum NodeKind
{
    /// <summary>Nothing, or nothing that can be looked at: a link to nothing, a folder on the way that is closed.</summary>
    Missing,

    /// <summary>A file with content of its own.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A named pipe. Who opens it waits for another process.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A device. It may have no end.</summary>
    Device,
}
