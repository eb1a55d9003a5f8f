namespace MlopsInfra.Pipelines.Tests.Commands;

public sealed class CommentTests : IDisposable
{
    private readonly ScriptFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_preview_is_one_comment_that_is_updated_in_place()
    {
        await using var api = await CommentsApi.StartAsync();
        _folder.Write("artifacts/preview/summary.md", "1 to create, \"quoted\" & `code` ✓\n");

        var first = await CommentAsync(api);
        _folder.Write("artifacts/preview/summary.md", "2 to create\n");
        var second = await CommentAsync(api);

        Assert.Equal((0, "https://github.example/contoso/mlops/pull/7#issuecomment-1000\n", ""), first);
        Assert.Equal(first, second);
        Assert.Equal("<!-- mlops-infra: preview -->\n2 to create\n", (string?)Assert.Single(api.Comments)["body"]);
    }

    [Fact]
    public async Task Text_arrives_as_it_is()
    {
        await using var api = await CommentsApi.StartAsync();
        _folder.Write("artifacts/preview/summary.md", "\"quoted\" & `code` \\n $(id) ✓\n");

        await CommentAsync(api);

        Assert.Equal("<!-- mlops-infra: preview -->\n\"quoted\" & `code` \\n $(id) ✓\n",
            (string?)Assert.Single(api.Comments)["body"]);
    }

    [Fact]
    public async Task The_comment_is_found_behind_a_hundred_others_and_nobody_else_s_is_touched()
    {
        await using var api = await CommentsApi.StartAsync();
        api.Add("reviewer", "<!-- mlops-infra: preview -->\nquoted by a person");
        for (var i = 0; i < 120; i++) api.Add("reviewer", $"remark {i}");
        api.Add("github-actions[bot]", "<!-- mlops-infra: other -->\nanother comment of a run");
        api.Add("github-actions[bot]", "<!-- mlops-infra: preview -->\nold");
        _folder.Write("artifacts/preview/summary.md", "new");

        var (exitCode, _, error) = await CommentAsync(api);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(123, api.Comments.Count);
        Assert.Equal("<!-- mlops-infra: preview -->\nquoted by a person", (string?)api.Comments[0]["body"]);
        Assert.Equal("<!-- mlops-infra: preview -->\nnew", (string?)api.Comments[^1]["body"]);
    }

    [Fact]
    public async Task A_text_longer_than_a_comment_may_be_is_cut_between_characters_and_says_where_the_rest_is()
    {
        await using var api = await CommentsApi.StartAsync();
        _folder.Write("artifacts/preview/summary.md", "x" + new string('✓', 30_000));

        var (exitCode, _, error) = await CommentAsync(api);

        Assert.Equal((0, ""), (exitCode, error));
        var body = (string)Assert.Single(api.Comments)["body"]!;
        Assert.True(body.Length < 65_536);
        Assert.DoesNotContain('\uFFFD', body);
        Assert.EndsWith("_Cut here. The whole text: https://github.example/contoso/mlops/actions/runs/4711_\n", body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_may_not_comment_is_told_and_no_failure()
    {
        await using var api = await CommentsApi.StartAsync();
        api.ReadOnly = true;
        _folder.Write("artifacts/preview/summary.md", "1 to create");

        var (exitCode, output, _) = await CommentAsync(api);

        Assert.Equal(0, exitCode);
        Assert.StartsWith("::notice::", output, StringComparison.Ordinal);
        Assert.Empty(api.Comments);
    }

    [Fact]
    public async Task A_wrong_token_is_a_failure_with_GitHub_s_words()
    {
        await using var api = await CommentsApi.StartAsync();
        _folder.Write("artifacts/preview/summary.md", "1 to create");

        var (exitCode, _, error) = await CommentAsync(api, token: "wrong");

        Assert.Equal(1, exitCode);
        Assert.Contains("status 401: Bad credentials", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_preview_or_a_pull_request_it_says_so()
    {
        var variables = CiVariables.GitHub(_folder.Summary);
        variables["GITHUB_TOKEN"] = "a-token";
        var noFile = await _folder.RunAsync(CommandTable.Comment, variables);
        variables["GITHUB_REF"] = "refs/heads/main";
        var noPullRequest = await _folder.RunAsync(CommandTable.Comment, variables);

        Assert.Equal(2, noFile.ExitCode);
        Assert.Contains("'artifacts/preview/summary.md' does not exist or is empty", noFile.Error, StringComparison.Ordinal);
        Assert.Equal(2, noPullRequest.ExitCode);
        Assert.Contains("'refs/heads/main'", noPullRequest.Error, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> CommentAsync(CommentsApi api, string token = "a-token")
    {
        var variables = CiVariables.GitHub(_folder.Summary, api.Address);
        variables["GITHUB_TOKEN"] = token;
        return _folder.RunAsync(CommandTable.Comment, variables);
    }
}
