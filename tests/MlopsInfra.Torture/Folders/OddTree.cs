using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace MlopsInfra.Torture.Folders;

/// <summary>
/// A folder with a component whose code holds whatever a file system can hold. Links stay in it, or lead to devices.
/// </summary>
internal sealed class OddTree : IDisposable
{
    private static readonly string[] Names =
    [
        "a", "b", "c", "d.py", "e.yml", "F", "f", " ", "#x", "!y", "*", "[z]", "x\ny", "é", "😀", "\\", "-", "__pycache__",
        ".hidden", "con", "long" + new string('x', 200), "e.yaml", "data.csv",
    ];

    private static readonly string[] Targets =
        [".", "nowhere", "/dev/zero", "/dev/null", "/dev/tty", "/proc/self/environ", "/proc/self/mem", "/etc/hostname"];

    private readonly DirectoryInfo _root = TestFolders.Create("torture-");
    private readonly List<Socket> _sockets = [];
    private readonly List<string> _folders = [];
    private readonly StringBuilder _script = new();
    private readonly Random _random;

    /// <param name="seed">The same seed makes the same folder.</param>
    public OddTree(int seed)
    {
        _random = new Random(seed);
        _script.AppendLine($"seed {seed}");
        File.WriteAllText(System.IO.Path.Combine(Path, "train.yml"),
            """
            $schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
            name: train
            version: 1
            code: ./src
            command: python main.py
            environment: azureml:AzureML-sklearn-1.0-ubuntu20.04-py38-cpu@latest

            """);
        _folders.AddRange([Path, System.IO.Path.Combine(Path, "src")]);
        Directory.CreateDirectory(_folders[1]);
        // Most folders are but a little odd: otherwise all of them would end at their first pipe.
        var oddity = Pick([0, 0, 3, 10, 40]);
        for (var i = _random.Next(2, 60); i > 0; i--) Add(oddity);
        File.WriteAllText(System.IO.Path.Combine(_folders[1], "main.py"), "");
    }

    /// <summary>The folder.</summary>
    public string Path => _root.FullName;

    /// <summary>What was made.</summary>
    public string Script => _script.ToString();

    public void Dispose()
    {
        foreach (var socket in _sockets) socket.Dispose();
        _root.Delete(recursive: true);
    }

    private void Add(int oddity)
    {
        var path = System.IO.Path.Combine(Pick(_folders), Pick(Names));
        // Two things can't have one name, and this program's own paths have an end, too.
        if (System.IO.Path.Exists(path) || new FileInfo(path).LinkTarget is not null || path.Length > 1800) return;
        var isOdd = _random.Next(100) < oddity;
        var kind = isOdd ? _random.Next(4, 8) : _random.Next(4);
        _script.AppendLine($"{kind} {path}");
        switch (kind)
        {
            case 0 or 1:
                Directory.CreateDirectory(path);
                _folders.Add(path);
                break;
            case 2:
                File.WriteAllBytes(path, new byte[_random.Next(2000)]);
                break;
            case 3:
                var from = System.IO.Path.GetDirectoryName(path)!;
                Directory.CreateSymbolicLink(path, System.IO.Path.GetRelativePath(from, Pick(_folders)));
                break;
            case 4:
                File.CreateSymbolicLink(path, Pick(Targets));
                break;
            case 5:
                if (MakePipe(Encoding.UTF8.GetBytes(path + '\0'), 0x1b6) != 0) throw new IOException($"no pipe '{path}'");
                break;
            case 6 when path.Length < 100:
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                _sockets.Add(socket);
                socket.Bind(new UnixDomainSocketEndPoint(path));
                break;
            case 7:
                var ignore = System.IO.Path.Combine(_folders[1], Pick([".amlignore", ".gitignore"]));
                File.WriteAllLines(ignore, Enumerable.Range(0, _random.Next(5)).Select(_ => PatternComparison.Pattern(_random)));
                break;
        }
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    [DllImport("libc", EntryPoint = "mkfifo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe(byte[] path, uint mode);
}
