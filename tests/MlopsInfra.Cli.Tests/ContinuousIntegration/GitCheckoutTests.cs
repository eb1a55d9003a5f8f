using System.ComponentModel;
using System.Diagnostics;
using MlopsInfra.Cli.ContinuousIntegration;
using MlopsInfra.Lifecycle;

namespace MlopsInfra.Cli.Tests.ContinuousIntegration;

/// <summary>What git knows of the folder of a project, outside of CI systems.</summary>
public sealed class GitCheckoutTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("mlops-git-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        // git writes its objects read-only.
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_commit_is_named_with_its_branch_and_whether_files_differ_from_it()
    {
        Assert.Equal(RunMetadata.Unknown, await GitCheckout.ReadAsync(_folder, Cancellation));
        Git("init", "--quiet", "--initial-branch", "pumps");
        Assert.Equal(RunMetadata.Unknown, await GitCheckout.ReadAsync(_folder, Cancellation));
        await File.WriteAllTextAsync(Path.Combine(_folder, "train.py"), "1", Cancellation);
        Git("add", "-A");
        Git("-c", "commit.gpgsign=false", "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m",
            "First");
        Git("remote", "add", "origin", "https://token@github.example/contoso/pumps.git");

        var clean = await GitCheckout.ReadAsync(_folder, Cancellation);
        Assert.Matches("^[0-9a-f]{40}$", clean.Commit!);
        Assert.Equal(("pumps", "https://github.example/contoso/pumps.git"), (clean.Branch, clean.Repository));

        await File.WriteAllTextAsync(Path.Combine(_folder, "train.py"), "2", Cancellation);
        Git("checkout", "--quiet", "--detach");
        Git("remote", "set-url", "origin", _folder);
        var changed = await GitCheckout.ReadAsync(_folder, Cancellation);
        Assert.Equal(new RunMetadata { Commit = $"{clean.Commit}-dirty" }, changed);
    }

    private void Git(params string[] words)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", words) { WorkingDirectory = _folder })!;
            git.WaitForExit();
            Assert.Equal(0, git.ExitCode);
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no git.");
        }
    }
}
