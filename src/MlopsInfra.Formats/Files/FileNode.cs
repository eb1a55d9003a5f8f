using System.Runtime.InteropServices;
using System.Text;

namespace MlopsInfra.Formats.Files;

/// <summary>Says what lies at a path without opening it: .NET takes pipes, sockets and devices for files.</summary>
public static class FileNode
{
    // stat(2), the same everywhere.
    private const int TypeBits = 0xf000, Pipe = 0x1000, CharacterDevice = 0x2000, Folder = 0x4000, BlockDevice = 0x6000,
        Socket = 0xc000, Nothing = 0;

    // statx(2) has one layout on all processors: the mode is the 16 bits at this place.
    private const int BufferSize = 256, ModeOfStatx = 28, CurrentFolder = -100, TypeOnly = 1;

    // The layout of macOS with inodes of 64 bits.
    private const int ModeOfStat = 4;

    /// <summary>What lies at a path, behind links.</summary>
    /// <param name="path">The path.</param>
    public static NodeKind KindOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Mode(path) is { } mode
            ? (mode & TypeBits) switch
            {
                Pipe => NodeKind.Pipe,
                Socket => NodeKind.Socket,
                CharacterDevice or BlockDevice => NodeKind.Device,
                Folder => NodeKind.Folder,
                Nothing => NodeKind.Missing,
                _ => NodeKind.File,
            }
            : Directory.Exists(path) ? NodeKind.Folder : File.Exists(path) ? NodeKind.File : NodeKind.Missing;
    }

    /// <summary>What lies at a path if it is neither a file nor a folder, as in <c>a named pipe</c>; null if it is one.</summary>
    /// <param name="path">The path.</param>
    public static string? Special(string path) => KindOf(path) switch
    {
        NodeKind.Pipe => "a named pipe",
        NodeKind.Socket => "a socket",
        NodeKind.Device => "a device",
        _ => null,
    };

    /// <summary>Refuses what is neither a file nor a folder, and lets pass what is missing: who opens it is told why.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="FileRefusedException">It is a pipe, a socket or a device.</exception>
    public static void RefuseSpecial(string path)
    {
        if (Special(path) is { } what) throw new FileRefusedException(path, $"is {what}, not a file");
    }

    // Null where the system is not asked: Windows has none of these in folders.
    private static int? Mode(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var found = new byte[BufferSize];
        try
        {
            if (OperatingSystem.IsLinux())
                return Statx(CurrentFolder, name, 0, TypeOnly, found) == 0 ? BitConverter.ToUInt16(found, ModeOfStatx) : Nothing;
            if (!OperatingSystem.IsMacOS()) return null;
            var isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
            var result = isArm ? Stat(name, found) : StatOfIntel(name, found);
            return result == 0 ? BitConverter.ToUInt16(found, ModeOfStat) : Nothing;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018: what .NET says has to do.
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] found);

    [DllImport("libc", EntryPoint = "stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, [Out] byte[] found);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatOfIntel(byte[] path, [Out] byte[] found);
}
