namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>
/// What the preview script compares with what, in a small repository. In place of <c>dotnet</c> is a script that tells what it
/// was asked for; <see cref="ProgramCommandsTests"/> runs the real thing.
/// </summary>
public sealed class PreviewScriptTests : IDisposable
{
    // `snapshot` tells the program at the base, `preview` the program as it is now and what it is compared with.
    private const string Dotnet = """
        [[ $1 == build ]] && exit 0
        shift 5 # run --no-build --project src/MlopsInfra.Cli --
        case $1-$2 in
          local-snapshot)
            [[ $5 != $PWD/* ]] || { echo "the base is in $5, within the branch" >&2; exit 1; }
            [[ $4 == --project ]] && cat "$5/program"
            ! grep -q broken "$5/program" ;;
          local-preview)
            stack=$3; shift 3
            [[ $1 == --against ]] && before=$(<"$2")
            [[ $before != *'"resources": []'* ]] || before=nothing
            echo "$stack: $before -> $(<program)" | tee "$4" >"$6" ;;
        esac
        """;

    private readonly ScriptFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_stack_is_compared_with_the_commit_at_which_the_branch_left_the_base()
    {
        await CommitAsync("program", "v1", "Pulumi.dev.yaml", "", "Pulumi.prod.yaml", "");
        await GitAsync("update-ref refs/remotes/origin/main HEAD && git checkout --quiet -b feature");
        await CommitAsync("program", "v2");
        await GitAsync("checkout --quiet -b others origin/main");
        await CommitAsync("program", "merged by others since");
        await GitAsync("update-ref refs/remotes/origin/main HEAD && git checkout --quiet feature");

        var (exitCode, output, error) = await PreviewAsync();

        Assert.True(exitCode == 0, output + error);
        Assert.Equal("dev: v1 -> v2\n\nprod: v1 -> v2\n\n", await ReadAsync(_folder.Summary));
        Assert.Equal(["dev.html", "dev.md", "prod.html", "prod.md", "summary.md"],
            Directory.GetFiles(_folder.At("artifacts/preview")).Select(Path.GetFileName).Order());
        Assert.Equal(_folder.Root, Assert.Single(await WorkTreesAsync()));
    }

    [Fact]
    public async Task A_stack_that_the_base_does_not_have_is_all_new()
    {
        await CommitAsync("program", "v1");
        await GitAsync("update-ref refs/remotes/origin/main HEAD");
        await CommitAsync("program", "v2", "Pulumi.qa.yaml", "");

        var (exitCode, output, error) = await PreviewAsync();

        Assert.True(exitCode == 0, output + error);
        Assert.Equal("> The stack `qa` is new.\n\nqa: nothing -> v2\n\n", await ReadAsync(_folder.Summary));
    }

    [Fact]
    public async Task A_base_that_is_broken_does_not_keep_its_mending_from_being_previewed()
    {
        await CommitAsync("program", "broken", "Pulumi.dev.yaml", "");
        await GitAsync("update-ref refs/remotes/origin/main HEAD");
        await CommitAsync("program", "mended");

        var (exitCode, output, error) = await PreviewAsync();

        Assert.True(exitCode == 0, output + error);
        Assert.Equal(
            "> The base could not be previewed (the log says why), so everything shows as new.\n\ndev: nothing -> mended\n\n",
            await ReadAsync(_folder.Summary));
    }

    [Fact]
    public async Task A_repository_without_stacks_says_so()
    {
        await CommitAsync("program", "v1");
        await GitAsync("update-ref refs/remotes/origin/main HEAD");

        var (exitCode, _, error) = await PreviewAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains("no stack file Pulumi.STACK.yaml", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_is_not_there_is_told_before_anything_is_built()
    {
        await CommitAsync("program", "v1", "Pulumi.dev.yaml", "");

        var (exitCode, _, error) = await PreviewAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains("no commit in common with 'origin/main'", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("artifacts")));
    }

    private static async Task<string> ReadAsync(string file) =>
        await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

    private async Task CommitAsync(params string[] files)
    {
        foreach (var file in files.Chunk(2)) _folder.Write(file[0], file[1]);
        await GitAsync(
            "init --quiet && git add --all -- . ':!artifacts' ':!bin' && git -c user.name=Test -c user.email=test@example.com "
                + "commit --quiet --message test");
    }

    private async Task<string[]> WorkTreesAsync()
    {
        var (_, output, _) = await _folder.RunAsync("git worktree list --porcelain | sed -n 's/^worktree //p'", []);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task GitAsync(string command)
    {
        var (exitCode, output, error) = await _folder.RunAsync($"git {command}", []);
        Assert.True(exitCode == 0, output + error);
    }

    private Task<(int ExitCode, string Output, string Error)> PreviewAsync()
    {
        var variables = CiVariables.GitHub(_folder.Summary);
        _folder.WriteProgram("dotnet", Dotnet, variables);
        return _folder.RunAsync(CommandTable.PreviewOnGitHub, variables);
    }
}
