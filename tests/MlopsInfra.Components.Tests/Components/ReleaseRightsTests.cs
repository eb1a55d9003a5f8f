using static MlopsInfra.Components.Tests.Components.ScoringEnvironment;

namespace MlopsInfra.Components.Tests.Components;

/// <summary>What releases may do: as much as the parts of the environment ask for.</summary>
public sealed class ReleaseRightsTests
{
    private const string Taker = "7a1d6a4c-0000-0000-0000-00000000000a";

    private static readonly DeploymentOptions Pipelines = new() { GitHubOwner = "contoso", GitHubRepository = "mlops" };

    [Fact]
    public async Task Where_nothing_scores_releases_have_to_do_with_models_images_and_logs()
    {
        var mocks = await DeclareAsync(Args());

        Assert.Equal(
            [
                "AzureML Data Scientist on mlw-mlops-dev",
                "Container Registry Data Importer and Data Reader on crmlopsdev",
                "Container Registry Tasks Contributor on crmlopsdev",
                "Log Analytics Reader on log-mlops-dev",
                "Reader on mlw-mlops-dev",
                "Storage Blob Data Contributor on stmlopsdev",
            ],
            Rights(mocks, "id-mlops-dev-release"));
    }

    [Fact]
    public async Task With_QA_releases_write_its_group_with_its_identity_and_refill_what_Azure_does_not_show()
    {
        var mocks = await DeclareAsync(Args(qa: new QaScoringOptions()));

        Assert.Equal(
            [
                "Azure Container Instances Contributor Role on rg-mlops-dev",
                "AzureML Data Scientist on mlw-mlops-dev",
                "Container Registry Data Importer and Data Reader on crmlopsdev",
                "Container Registry Tasks Contributor on crmlopsdev",
                "Log Analytics Contributor on log-mlops-dev",
                "Managed Identity Operator on id-mlops-dev-qa",
                "Reader on appi-mlops-dev",
                "Reader on mlw-mlops-dev",
                "Storage Blob Data Contributor on stmlopsdev",
            ],
            Rights(mocks, "id-mlops-dev-release"));
    }

    [Fact]
    public async Task In_a_closed_production_releases_run_container_groups_inside_and_touch_no_blob_and_no_build()
    {
        var mocks = await DeclareAsync(Args(production: Production, network: new PrivateNetworkOptions()));

        Assert.Equal(
            [
                "Azure Container Instances Contributor Role on rg-mlops-dev",
                "AzureML Data Scientist on mlw-mlops-dev",
                "Container Registry Data Importer and Data Reader on crmlopsdev",
                "Log Analytics Reader on log-mlops-dev",
                "Managed Identity Operator on id-mlops-dev-scoring",
                "Network Contributor on snet-release",
                "Reader on appi-mlops-dev",
                "Reader on mlw-mlops-dev",
            ],
            Rights(mocks, "id-mlops-dev-release"));
        Assert.Equal(
            [
                "AcrPull on crmlopsdev",
                "Monitoring Metrics Publisher on appi-mlops-dev",
                "Storage Blob Data Contributor on predictions",
                "Storage Blob Data Contributor on scoring-inputs",
                "Storage Blob Data Contributor on stmlopsdev",
                "Storage Blob Data Reader on stmlopsdev",
            ],
            Rights(mocks, "id-mlops-dev-scoring"));
        Assert.DoesNotContain("Container Registry Tasks Contributor on crmlopsdev", Rights(mocks, "id-mlops-dev-training"));
    }

    [Fact]
    public async Task In_an_open_production_scoring_writes_its_logs_and_no_other_blob()
    {
        var mocks = await DeclareAsync(Args(production: Production));

        Assert.Equal(
            [
                "AcrPull on crmlopsdev",
                "Monitoring Metrics Publisher on appi-mlops-dev",
                "Storage Blob Data Contributor on predictions",
                "Storage Blob Data Contributor on scoring-inputs",
                "Storage Blob Data Reader on stmlopsdev",
            ],
            Rights(mocks, "id-mlops-dev-scoring"));
        Assert.DoesNotContain(Rights(mocks, "id-mlops-dev-release"),
            right => right.StartsWith("Azure Container Instances", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_release_identity_of_another_environment_takes_models_and_images_and_nothing_else()
    {
        var mocks = await DeclareAsync(Args(qa: new QaScoringOptions()), new() { ["qa"] = Taker });

        Assert.Equal(
            [
                "AzureML Data Scientist on mlw-mlops-dev",
                "Container Registry Data Importer and Data Reader on crmlopsdev",
                "Container Registry Tasks Contributor on crmlopsdev",
                "Reader on mlw-mlops-dev",
                "Storage Blob Data Reader on stmlopsdev",
            ],
            RightsOf(mocks, Taker));
        Assert.True(mocks.Resources.ContainsKey("it-release-to-qa-files"));
    }

    [Fact]
    public async Task The_deploying_identity_may_give_every_role_that_the_program_gives()
    {
        foreach (var args in (MlopsEnvironmentArgs[])[
            Args(qa: new QaScoringOptions()), Args(production: Production, network: new PrivateNetworkOptions())])
        {
            var mocks = await DeclareAsync(args, new() { ["other"] = Taker });

            var condition = (string)mocks.Resources["it-deploy-identity-rights"].At("condition")!;
            Assert.All(
                mocks.All("authorization:RoleAssignment").Select(RoleOf)
                    .Where(role => role != BuiltInRoles.RoleBasedAccessControlAdministrator),
                role => Assert.Contains(role.Id, condition));
        }
    }

    [Fact]
    public async Task Pipelines_of_the_environment_sign_in_to_release_as_they_do_to_publish()
    {
        var mocks = await DeclareAsync(Args());

        Assert.Equal(mocks.Resources["it-publish-github"].At("subject"), mocks.Resources["it-release-github"].At("subject"));
        Assert.EndsWith("id-mlops-dev-release", (string)mocks.Resources["it-release-github"].At("resourceName")!);
    }

    [Theory]
    [InlineData("QA", Taker)]
    [InlineData("dev", Taker)]
    [InlineData("qa", "id-mlops-qa-release")]
    [InlineData("qa", "")]
    public void Targets_are_other_environments_and_object_ids(string environment, string id)
    {
        var args = With(Args(), new() { [environment] = id });

        Assert.Equal($"Releases.Targets.{environment}", Assert.Single(args.FindProblems()).Argument);
    }

    private static async Task<AzureMocks> DeclareAsync(MlopsEnvironmentArgs args, Dictionary<string, string>? targets = null)
    {
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", With(args, targets ?? []), root));
        return mocks;
    }

    private static MlopsEnvironmentArgs With(MlopsEnvironmentArgs args, Dictionary<string, string> targets) => new()
    {
        Workload = args.Workload,
        Environment = args.Environment,
        Location = args.Location,
        SubscriptionId = args.SubscriptionId,
        TenantId = args.TenantId,
        Monitoring = args.Monitoring,
        Registry = args.Registry,
        QaScoring = args.QaScoring,
        ProductionScoring = args.ProductionScoring,
        PrivateNetwork = args.PrivateNetwork,
        Deployment = Pipelines,
        Releases = new ReleaseOptions { Targets = targets },
    };

    private static IEnumerable<string> Rights(AzureMocks mocks, string identity) =>
        RightsOf(mocks, AzureMocks.PrincipalOf(identity));

    private static IEnumerable<string> RightsOf(AzureMocks mocks, string principalId) =>
        mocks.All("authorization:RoleAssignment")
            .Where(assignment => principalId.Equals(assignment.At("principalId")))
            .Select(assignment => $"{RoleOf(assignment).Name} on {ScopeOf(assignment)}").Order(StringComparer.Ordinal);

    private static BuiltInRole RoleOf(Pulumi.Testing.MockResourceArgs assignment) => BuiltInRoles.All.Single(
        role => ((string)assignment.At("roleDefinitionId")!).EndsWith(role.Id, StringComparison.Ordinal));

    // World-wide names end with six characters of a hash.
    private static string ScopeOf(Pulumi.Testing.MockResourceArgs assignment)
    {
        var name = ((string)assignment.At("scope")!).Split('/')[^1];
        var hash = new ResourceNames("mlops", "dev", "westeurope", AzureMocks.SubscriptionId).Hash;
        return name.Replace(hash, "", StringComparison.Ordinal).TrimEnd('-');
    }
}
