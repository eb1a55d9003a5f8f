using MlopsInfra.Cli.Projects;
using MlopsInfra.Lifecycle;

namespace MlopsInfra.Cli.ContinuousIntegration;

/// <summary>What git knows of a folder.</summary>
internal static class GitCheckout
{
    // Set within git's hooks: they would name the repository that the hook runs in, whatever the folder.
    private static readonly string[] GitVariables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

    /// <summary>What the CI system knows; outside of one, what git knows of a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<RunMetadata> MetadataAsync(string directory, CancellationToken cancellationToken) =>
        CiRun.Current.System == CiSystem.None ? await ReadAsync(directory, cancellationToken) : CiRun.Current.Metadata;

    /// <summary>
    /// Commit, branch and address of the repository that a folder is in; nothing without git, outside of a repository, and
    /// before its first commit.
    /// </summary>
    /// <param name="directory">The folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<RunMetadata> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        if (await AskAsync("rev-parse", "HEAD") is not { Length: > 0 } commit) return RunMetadata.Unknown;
        var isDirty = await AskAsync("status", "--porcelain", "--", ".") is not "";
        return new RunMetadata
        {
            Commit = isDirty ? $"{commit}-dirty" : commit,
            // A detached head has no branch.
            Branch = await AskAsync("symbolic-ref", "--short", "HEAD"),
            // A folder of this machine leads nobody anywhere.
            Repository = await AskAsync("config", "--get", "remote.origin.url") is { Length: > 0 } address
                && !Path.IsPathRooted(address) ? WithoutCredentials(address) : null,
        };

        async Task<string?> AskAsync(params string[] arguments) =>
            await ToolRun.AskAsync("git", ["--no-optional-locks", .. arguments], directory, cancellationToken, GitVariables)
                is { ExitCode: 0 } run ? run.Output : null;
    }

    /// <summary>The address of a repository without the user and the secret that it may hold.</summary>
    /// <param name="address">The address, as in <c>https://TOKEN@github.com/OWNER/NAME.git</c>.</param>
    public static string WithoutCredentials(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0 && uri.Scheme is "http" or "https"
            ? new UriBuilder(uri) { UserName = "", Password = "" }.Uri.AbsoluteUri : address;
}
