using System.Diagnostics;
using System.Net.Sockets;
using MlopsInfra.Formats.Files;

namespace MlopsInfra.Formats.Tests.Files;

/// <summary>What lies in folders of others is read, left out or refused, and never waited for.</summary>
public sealed class FolderFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("files-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_pipe_a_socket_and_a_device_are_refused_before_they_are_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has none of these in folders");
        MakePipe("pipe");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(PathOf("socket")));
        Link("zero", "/dev/zero");
        Link("to-pipe", "pipe");

        Assert.Equal(("named pipe", NodeKind.Pipe), Refused("pipe"));
        Assert.Equal(("named pipe", NodeKind.Pipe), Refused("to-pipe"));
        Assert.Equal(("socket", NodeKind.Socket), Refused("socket"));
        Assert.Equal(("device", NodeKind.Device), Refused("zero"));
    }

    [Fact]
    public void A_file_is_read_up_to_its_limit_and_what_is_no_file_says_what_it_is()
    {
        File.WriteAllText(PathOf("file"), "Grüße");
        Link("to-file", "file");
        Link("nowhere", "missing");

        Assert.Equal("Grüße", OrdinaryFile.ReadText(PathOf("to-file"), 7));
        Assert.Contains("has 7 bytes, more than the 6",
            Assert.Throws<FileRefusedException>(() => OrdinaryFile.ReadBytes(PathOf("file"), 6)).Message);
        Assert.Equal(NodeKind.File, FileNode.KindOf(PathOf("to-file")));
        Assert.Equal(NodeKind.Folder, FileNode.KindOf(_folder.FullName));
        Assert.Equal(NodeKind.Missing, FileNode.KindOf(PathOf("nowhere")));
        Assert.Contains("nowhere", Assert.Throws<FileRefusedException>(() => OrdinaryFile.Open(PathOf("nowhere"))).Message);
    }

    [Fact]
    public void Links_are_followed_but_not_around()
    {
        Directory.CreateDirectory(PathOf("one/two"));
        File.WriteAllText(PathOf("one/two/file"), "");
        Link("again", ".");
        Link("once-more", ".");
        Link("one/two/up", "..");
        Link("other", "one/two");

        Assert.Equal(["one/two/file", "other/file"], Below().Order(StringComparer.Ordinal));
        Assert.Equal(RealPath.Of(PathOf("one")), RealPath.Of(PathOf("again/once-more/other/up")));
    }

    [Fact]
    public void Links_that_multiply_are_refused()
    {
        for (var i = 0; i < 30; i++)
        {
            Directory.CreateDirectory(PathOf($"{i}"));
            if (i == 29) break;
            Link($"{i}/a", $"../{i + 1}");
            Link($"{i}/b", $"../{i + 1}");
        }

        var refused = Assert.Throws<FileRefusedException>(() => Below().Count());

        Assert.Contains("can be reached by links in more than 256 ways", refused.Message);
    }

    [Fact]
    public void Links_to_each_other_are_refused()
    {
        Link("this", "that");
        Link("that", "this");

        Assert.Equal(PathOf("this"), Assert.Throws<FileRefusedException>(() => RealPath.Of(PathOf("this"))).Path);
    }

    private IEnumerable<string> Below() => FolderFiles.Below(_folder.FullName)
        .Select(file => Path.GetRelativePath(_folder.FullName, file).Replace('\\', '/'));

    private (string What, NodeKind Kind) Refused(string name)
    {
        var refused = Assert.Throws<FileRefusedException>(() => OrdinaryFile.ReadBytes(PathOf(name), 10));
        Assert.Equal(PathOf(name), refused.Path);
        return (refused.Reason.Replace("is a ", "").Replace(", not a file", ""), FileNode.KindOf(PathOf(name)));
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(PathOf(name), target);

    private void MakePipe(string name)
    {
        using var process = Process.Start("mkfifo", [PathOf(name)]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
