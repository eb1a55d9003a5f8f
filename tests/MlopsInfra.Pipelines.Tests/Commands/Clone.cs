namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>
/// A clone of the repository's last commit, as a CI system checks it out: what commands do there touches no one's build or local
/// stacks.
/// </summary>
internal sealed class Clone : IDisposable
{
    private Clone(string root) => Root = root;

    public string Root { get; }

    public static async Task<Clone> CreateAsync()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows(),
            "The commands are run by the Linux agents of both CI systems; here is no bash.");
        var clone = new Clone(TestFolders.Create("mlops-clone-").FullName);
        // The agents check out a commit, not a branch, and know the base as origin/main.
        var (exitCode, output, error) = await clone.RunAsync(
            "git clone --quiet --no-checkout \"$SOURCE\" . && git checkout --quiet --detach \"$(git -C \"$SOURCE\" rev-parse "
                + "HEAD)\" && git update-ref refs/remotes/origin/main HEAD",
            new() { ["SOURCE"] = Repository.Root });
        Assert.True(exitCode == 0, $"The repository can't be cloned: {output}{error}");
        return clone;
    }

    // What is built here was built before these tests, and analyzers have seen it.
    public Task<(int ExitCode, string Output, string Error)> RunAsync(string command, Dictionary<string, string> variables) =>
        Shell.RunAsync(command, Root, new Dictionary<string, string>(variables) { ["RunAnalyzers"] = "false" },
            TestContext.Current.CancellationToken);

    /// <summary>
    /// Starts with an empty local cloud, as every run of a CI system does: names that a destroy left soft-deleted are free again.
    /// </summary>
    public void ForgetClouds()
    {
        var stores = Path.Combine(Root, ".mlops");
        if (Directory.Exists(stores)) Directory.Delete(stores, recursive: true);
    }

    /// <summary>Moves it, with all that was built in it.</summary>
    /// <returns>The clone where it is now; this one has nothing left to dispose of.</returns>
    public Clone Move()
    {
        var moved = new Clone($"{Root}-moved");
        Directory.Move(Root, moved.Root);
        return moved;
    }

    public void Dispose()
    {
        if (Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
    }
}
