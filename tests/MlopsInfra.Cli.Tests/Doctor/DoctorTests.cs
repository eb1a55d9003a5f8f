using System.Text.Json;
using CsCheck;
using MlopsInfra.Cli.Doctor;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests.Doctor;

/// <summary><c>mlops doctor</c> as a process, without a network.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly Mlops _mlops = new() { Environment = { ["GITHUB_TOKEN"] = null, ["AZDO_PERSONAL_ACCESS_TOKEN"] = null } };

    public void Dispose() => _mlops.Dispose();

    [Fact]
    public async Task Of_a_stack_it_says_what_is_there_what_is_missing_and_what_was_not_looked_at()
    {
        using var path = new EmptyPath();
        _mlops.Environment["PATH"] = path.WithDotnetOnly;
        var document = (await _mlops.RunAsync("doctor", "dev", "--offline", "--json")).ExitsWith(1).Json();
        var checks =
            document.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!);
        Assert.Equal("ok", Status(checks["dotnet"]));
        Assert.Equal("missing", Status(checks["pulumi"]));
        Assert.Contains("https://", checks["pulumi"].GetProperty("mend").GetString(), StringComparison.Ordinal);
        Assert.Equal("ok", Status(checks["program"]));
        Assert.Equal("missing", Status(checks["configuration"]));
        var left = checks["configuration"].GetProperty("message").GetString()!;
        Assert.All((string[])["github:owner is 'OWNER'", "azuredevops:orgServiceUrl is ",
            "mlops-infra:alerts.emails[0] is 'mlops@example.com'", "mlops-infra:gitHub.owner is 'OWNER'"],
            placeholder => Assert.Contains(placeholder, left, StringComparison.Ordinal));
        Assert.Equal("missing", Status(checks["github-token"]));
        Assert.Contains("GITHUB_TOKEN", checks["github-token"].GetProperty("mend").GetString(), StringComparison.Ordinal);
        Assert.All((string[])["sign-in", "subscription", "resource-providers", "rights", "quota"],
            name => Assert.Equal("skipped", Status(checks[name])));
        Assert.Equal(checks.Count, document.GetProperty("summary").EnumerateObject().Sum(count => count.Value.GetInt32()));
    }

    [Theory]
    [InlineData("dev", "Storage and workspace can be reached from the internet: 'mlops publish' runs anywhere.")]
    [InlineData("prod",
        "Closed to the internet: storage, workspace, vault, registry. 'pulumi up' runs anywhere, 'mlops publish prod' inside the "
        + "network only: on agents of the pool mlops-prod, or runners labelled mlops-prod (docs/private-environments.md).")]
    public async Task It_says_in_one_line_what_a_closed_network_keeps_out_and_where_to_run_instead(string stack, string line)
    {
        var document = (await _mlops.RunAsync("doctor", stack, "--offline", "--json")).ExitsWith(1).Json();
        var check =
            document.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "network");
        Assert.Equal(("ok", line), (Status(check), check.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Of_production_it_says_that_nobody_can_get_into_the_cluster_and_where_its_certificate_has_to_be()
    {
        var document = (await _mlops.RunAsync("doctor", "prod", "--offline", "--json")).ExitsWith(1).Json();
        var checks =
            document.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!);
        Assert.Equal("missing", Status(checks["cluster-administrators"]));
        Assert.Contains("productionScoring.adminGroupIds", checks["cluster-administrators"].GetProperty("mend").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("skipped", Status(checks["scoring-certificate"]));
        Assert.Contains("namespace azureml", checks["scoring-certificate"].GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prod", "[]", "missing", "the environment prod")]
    [InlineData("prod", "[4711]", "ok", "Somebody approves")]
    [InlineData("dev", null, "skipped", "without an approval")]
    public async Task Of_production_it_says_whether_somebody_approves_deployments_on_GitHub(string stack, string? reviewers,
        string status, string message)
    {
        using var project = new ProjectCopy();
        var file = Path.Combine(project.Directory, $"Pulumi.{stack}.yaml");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        if (reviewers is not null)
            await File.WriteAllTextAsync(file,
                text.Replace("reviewerUserIds: []", $"reviewerUserIds: {reviewers}", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
        var document = (await _mlops.RunAsync("doctor", stack, "--offline", "--json", "--project", project.Directory)).Json();
        var check = document.GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "github-reviewers");
        Assert.Equal(status, Status(check));
        Assert.Contains(message, check.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_stack_it_looks_at_the_machine_alone()
    {
        var text = (await _mlops.RunAsync("doctor", "--offline")).Output;
        Assert.Matches(@"(?m)^  ok       dotnet              \.NET SDK \d+", text);
        Assert.Matches(@"(?m)^\d+ ok, \d+ missing, \d+ skipped$", text);
        Assert.DoesNotContain("program", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_stack_that_can_not_be_read_it_says_so_and_nothing_else()
    {
        var error = (await _mlops.RunAsync("doctor", "staging", "--offline", "--json")).ExitsWith(2).Json().GetProperty("error");
        Assert.Equal("UnknownStack", error.GetProperty("code").GetString());
    }

    [Fact]
    public void A_permission_with_stars_allows_what_fits_and_nothing_else()
    {
        Assert.True(new Permission(["*"], []).Allows("Microsoft.Authorization/roleAssignments/write"));
        Assert.True(new Permission(["Microsoft.Authorization/*/write"],
            []).Allows("Microsoft.Authorization/roleAssignments/write"));
        Assert.False(new Permission(["*"],
            ["Microsoft.Authorization/*/Write"]).Allows("Microsoft.Authorization/roleAssignments/write"));
        Assert.False(new Permission(["*/read"], []).Allows("Microsoft.Authorization/roleAssignments/write"));
        // What is no star stands for itself.
        Gen.Char['a', 'z'].Array[1, 8].Select(letters => new string(letters))
            .Sample(word => new Permission([$"{word}/*"], []).Allows($"{word}/x/y")
                && !new Permission([word], []).Allows($"{word}x"));
    }

    private static string Status(JsonElement check) => check.GetProperty("status").GetString()!;
}
