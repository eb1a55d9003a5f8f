using System.Globalization;
using System.Text.RegularExpressions;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Review;

namespace MlopsInfra.Cli.Reviewing;

/// <summary>Finds out which commit a program is of, and writes it into snapshots.</summary>
internal static partial class SourceCommits
{
    private const string Hash = "commit", Subject = "subject", Uncommitted = "uncommittedChanges";

    // Set within git's hooks: they would name the repository that the hook runs in, whatever the folder.
    private static readonly string[] GitVariables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

    /// <summary>
    /// The commit that is checked out in a folder; null without git, outside of a repository, and before its first commit.
    /// </summary>
    /// <param name="directory">The folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<SourceCommit?> FindAsync(string directory, CancellationToken cancellationToken)
    {
        if (await LogAsync("HEAD") is not [var hash, var parents, var subject]) return null;
        if (await GitAsync("status", "--porcelain") is not { } status) return null;
        // Both CI systems check out a merge that they made for the pull request. Nobody knows its hash: the branch's own commit
        // says more.
        if (MergeOfPullRequest().IsMatch(subject) && parents.Split(' ') is [_, var branch]
            && await LogAsync(branch) is [var own, _, var what])
            (hash, subject) = (own, what);
        return new SourceCommit(hash, subject, status.Length > 0);

        async Task<string[]?> LogAsync(string commit) =>
            (await GitAsync("log", "-1", "--no-show-signature", "--format=%h%n%P%n%s", commit, "--"))?.Split('\n', 3);

        async Task<string?> GitAsync(params string[] arguments) =>
            await ToolRun.AskAsync("git", ["--no-optional-locks", .. arguments], directory, cancellationToken,
                GitVariables) is { ExitCode: 0 } run ? run.Output : null;
    }

    /// <summary>A commit as notes of an export.</summary>
    /// <param name="commit">The commit; null for no notes.</param>
    public static Dictionary<string, string> ToNotes(SourceCommit? commit) => commit is null ? [] : new()
    {
        [Hash] = commit.Hash,
        [Subject] = commit.Subject,
        [Uncommitted] = commit.HasUncommittedChanges.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The commit that the notes of an export name; null if they name none.</summary>
    /// <param name="notes">The notes.</param>
    public static SourceCommit? FromNotes(IReadOnlyDictionary<string, string> notes) =>
        notes.TryGetValue(Hash, out var hash) && notes.TryGetValue(Subject, out var subject)
            ? new SourceCommit(hash, subject, notes.GetValueOrDefault(Uncommitted) == bool.TrueString)
            : null;

    [GeneratedRegex("^Merge ([0-9a-f]{40} into [0-9a-f]{40}|pull request [0-9]+ from .+ into .+)$")]
    private static partial Regex MergeOfPullRequest();
}
