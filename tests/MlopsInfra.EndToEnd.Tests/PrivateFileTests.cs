using System.Text.RegularExpressions;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What lies in a store is its owner's alone: files 0600, folders 0700.</summary>
public sealed partial class PrivateFileTests
{
    // What is written by a command for its user, where he says, has the mode that he wants it to have.
    private static readonly string[] Parts =
    [
        "MlopsInfra.LocalEngine", "MlopsInfra.LocalCloud", "MlopsInfra.ProviderPlugin/Hosting", "MlopsInfra.Cli/Local",
        "MlopsInfra.Cli/Simulating",
    ];

    [Fact]
    public void There_is_one_way_to_make_a_file_or_a_folder_of_a_store()
    {
        var found =
            from part in Parts
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", part), "*.cs", SearchOption.AllDirectories)
            where Path.GetFileName(file) != "PrivateFiles.cs"
            from match in Making().Matches(File.ReadAllText(file))
            select $"{Path.GetRelativePath(Repository.Root, file)}: {match.Value}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("File.WriteAllText(path, text)", true)]
    [InlineData("new FileStream(path, FileMode.CreateNew, FileAccess.Write)", true)]
    [InlineData("new FileStream(Of(a),\n    FileMode.Append)", true)]
    [InlineData("new FileStream(temporary, options)", true)]
    [InlineData("new FileStream(path, FileMode.Open, FileAccess.Read)", false)]
    [InlineData("Directory.CreateDirectory(folder)", true)]
    [InlineData("Directory.CreateTempSubdirectory(name)", false)]
    public void Others_are_seen(string code, bool isSeen) => Assert.Equal(isSeen, Making().IsMatch(code));

    [Fact]
    public async Task A_store_that_others_can_read_is_closed_by_the_next_command()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes need a Unix.");
            return;
        }

        using var project = new ProjectCopy();
        using var mlops = new Mlops { Before = Mlops.WideUmask };
        (await mlops.RunAsync("local", "up", "dev", "--project", project.Directory, "--no-publish")).ExitsWith(0);
        var store = Path.Combine(project.Directory, ".mlops");
        Assert.Empty(OpenFiles.In(store));

        // As an earlier version made it.
        foreach (var path in Directory.EnumerateFileSystemEntries(store, "*", SearchOption.AllDirectories).Prepend(store))
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Assert.NotEmpty(OpenFiles.In(store));
        (await mlops.RunAsync("local", "up", "dev", "--project", project.Directory, "--no-publish")).ExitsWith(0);
        Assert.Empty(OpenFiles.In(store));
    }

    [GeneratedRegex("""File\.(WriteAll|AppendAll|Create(Text)?\(|OpenWrite|Copy\()|Directory\.CreateDirectory|new StreamWriter\(\w*(path|file)|new FileStream\((?![^;{]*FileMode\.Open\b)""", RegexOptions.IgnoreCase)]
    private static partial Regex Making();
}
