using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>What is made for a store is its owner's alone; what was wider is narrowed, and nothing else is touched.</summary>
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode Wide = PrivateFiles.OwnFolder | UnixFileMode.GroupRead | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    private readonly string _folder = TestFolders.Create("mlops-private-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_folder_above_is_its_owner_s_and_every_file()
    {
        var file = Path.Combine(_folder, "a", "b", "c", "file");
        PrivateFiles.CreateFolder(Path.GetDirectoryName(file)!);
        PrivateFiles.Write(file, "x");
        PrivateFiles.Write($"{file}.sh", "#!/bin/sh\n", program: true);
        PrivateFiles.Replace($"{file}.key", "key"u8);
        using (PrivateFiles.OpenWrite($"{file}.log", FileMode.Append)) Assert.Equal("x", File.ReadAllText(file));

        Assert.All((string[])["a", "a/b", "a/b/c"], name => Assert.Equal(PrivateFiles.OwnFolder, ModeOf(name)));
        Assert.All((string[])["file", "file.key", "file.log"],
            name => Assert.Equal(PrivateFiles.OwnFile, ModeOf($"a/b/c/{name}")));
        Assert.Equal(PrivateFiles.OwnFolder, ModeOf("a/b/c/file.sh"));
        Assert.Equal(4, Directory.GetFiles(Path.GetDirectoryName(file)!).Length);
    }

    [Fact]
    public void A_store_is_narrowed_and_a_folder_that_somebody_else_named_keeps_its_mode()
    {
        foreach (var name in (string[])[".mlops", ".mlops/stacks", ".mlops/stacks/dev.json", "mine", "mine/stacks", "mine/own"])
        {
            var path = Path.Combine(_folder, name);
            if (name.Contains('.', StringComparison.Ordinal) && !name.EndsWith("stacks", StringComparison.Ordinal)
                && name != ".mlops") File.WriteAllText(path, "");
            else Directory.CreateDirectory(path);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Wide);
        }

        var outside = Path.Combine(_folder, "outside");
        File.WriteAllText(outside, "");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(outside, Wide);
        File.CreateSymbolicLink(Path.Combine(_folder, ".mlops", "link"), outside);

        Narrowing.NarrowStore(Path.Combine(_folder, ".mlops"));
        Narrowing.NarrowStore(Path.Combine(_folder, "mine"));
        Narrowing.NarrowStore(Path.Combine(_folder, "missing"));

        Assert.All((string[])[".mlops", ".mlops/stacks", ".mlops/stacks/dev.json", "mine/stacks"],
            name => Assert.Equal(PrivateFiles.OwnFolder, ModeOf(name)));
        Assert.All((string[])["mine", "mine/own", "outside"], name => Assert.Equal(Wide, ModeOf(name)));
    }

    private UnixFileMode ModeOf(string name)
    {
        if (!OperatingSystem.IsWindows()) return File.GetUnixFileMode(Path.Combine(_folder, name));
        Assert.Skip("File modes need a Unix.");
        return default;
    }
}
