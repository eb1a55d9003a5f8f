using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlopsInfra.Components.Tests.Components;

/// <summary>What is watched from where, and what people see of it.</summary>
public sealed partial class MonitoringTests
{
    private const string Drift = "reports drift-history drift-report collected shift";

    private static readonly AlertOptions Mail = new() { Emails = ["mlops@example.com"] };

    private static MlopsEnvironmentArgs Args(AlertOptions? alerts = null, bool qa = false, bool cluster = false,
        bool arrival = false) => new()
    {
        Workload = "mlops",
        Environment = "dev",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Monitoring = new MonitoringOptions { DisableLocalAuth = !qa },
        Alerts = alerts,
        QaScoring = qa ? new QaScoringOptions { Image = "scoring:1" } : null,
        ProductionScoring = cluster ? new ProductionScoringOptions { AllowInsecureConnections = true } : null,
        DataArrival = arrival ? new DataArrivalOptions() : null,
    };

    [Fact]
    public async Task QA_scoring_is_asked_from_five_places_and_two_that_get_no_answer_raise_the_alarm()
    {
        var (mocks, _) = await Declare(Args(Mail with { AvailabilityMinutes = 10 }, qa: true));

        var test = mocks.Only("applicationinsights:WebTest");
        Assert.Equal("http://ci-mlops-dev-qa.westeurope.azurecontainer.io:8080/", test.At("request.requestUrl"));
        Assert.Equal((600.0, 5), (test.At("frequency"), ((IEnumerable<object>)test.At("locations")!).Count()));
        var tags = (IDictionary<string, object>)test.At("tags")!;
        Assert.Equal("Resource",
            tags.Single(tag => tag.Key.StartsWith("hidden-link:/subscriptions/", StringComparison.Ordinal)).Value);
        Assert.Equal("pulumi", tags["managed-by"]);

        var alert = mocks.All("monitor:MetricAlert").Single(rule => rule.At("criteria.webTestId") is not null);
        Assert.Equal(("Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria", 2.0),
            (alert.At("criteria.odataType"), alert.At("criteria.failedLocationCount")));
        Assert.EndsWith("/webtest-mlops-dev-qa", (string?)alert.At("criteria.webTestId"));
        Assert.EndsWith("/appi-mlops-dev", (string?)alert.At("criteria.componentId"));
    }

    [Fact]
    public async Task Production_scoring_has_no_public_address_so_only_what_publishes_it_is_asked()
    {
        var (inside, _) = await Declare(Args(Mail, cluster: true));
        Assert.Empty(inside.All("applicationinsights:WebTest"));
        Assert.Contains("cluster-pods", inside.All("monitor:ScheduledQueryRule").Select(rule => rule.At("displayName")));

        var (published, _) =
            await Declare(Args(Mail with { ProductionHealthUrl = "https://scoring.example.com/health" }, cluster: true));
        Assert.Equal("https://scoring.example.com/health",
            published.Only("applicationinsights:WebTest").At("request.requestUrl"));
    }

    [Fact]
    public async Task Without_alerts_nothing_is_asked_but_the_workbook_is_there()
    {
        var (mocks, _) = await Declare(Args(qa: true));
        Assert.Empty(mocks.All("applicationinsights:WebTest"));
        Assert.Single(mocks.All("applicationinsights:Workbook"));
    }

    [Theory]
    [InlineData(false, false, $"traffic latency failures exceptions availability {Drift} runs latest-runs")]
    [InlineData(true, false, $"traffic latency failures exceptions availability container {Drift} runs latest-runs")]
    [InlineData(false, true, $"traffic latency failures exceptions availability cluster pods {Drift} runs latest-runs")]
    public async Task The_workbook_shows_scoring_drift_and_runs_of_what_there_is(bool qa, bool cluster, string parts)
    {
        var (mocks, _) = await Declare(Args(qa: qa, cluster: cluster));

        var workbook = mocks.Only("applicationinsights:Workbook");
        Assert.True(Guid.TryParse((string?)workbook.At("resourceName"), out _));
        using var content = JsonDocument.Parse((string)workbook.At("serializedData")!);
        var queries = content.RootElement.GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("type").GetInt32() == 3).ToList();
        Assert.Equal(parts.Split(' '), queries.Select(item => item.GetProperty("name").GetString()));
        Assert.All(queries, item =>
        {
            var query = item.GetProperty("content");
            Assert.Equal(workbook.At("sourceId"), query.GetProperty("crossComponentResources")[0].GetString());
            Assert.Equal("TimeRange", query.GetProperty("timeContextFromParameter").GetString());
            Assert.DoesNotContain("{grain}", query.GetProperty("query").GetString());
        });
    }

    [Fact]
    public async Task Every_query_reads_a_table_that_something_in_the_environment_sends_to()
    {
        var (mocks, _) = await Declare(Args(Mail, qa: true, cluster: true, arrival: true));
        var tables = mocks.All("monitor:ScheduledQueryRule").Select(Query).Concat(WorkbookQueries(mocks))
            .Select(query => FirstWord().Match(query).Value).ToHashSet();

        Assert.Equal(Sources(mocks).Order(StringComparer.Ordinal), tables.Order(StringComparer.Ordinal));
    }

    // A table is here only if what fills it is declared.
    private static IEnumerable<string> Sources(AzureMocks mocks)
    {
        if (mocks.Only("applicationinsights:Component").At("workspaceResourceId") is string)
            foreach (var table in (string[])["AppRequests", "AppExceptions", "AppMetrics"]) yield return table;
        if (mocks.All("applicationinsights:WebTest").Count > 0) yield return "AppAvailabilityResults";
        if (mocks.Only("containerinstance:ContainerGroup").At("diagnostics.logAnalytics.logType") is "ContainerInstanceLogs")
            yield return "ContainerInstanceLog_CL";
        if (mocks.Only("containerservice:ManagedCluster").At("addonProfiles.omsagent.enabled") is true
            && mocks.All("monitor:DataCollectionRuleAssociation").Count == 1)
        {
            yield return "KubeNodeInventory";
            yield return "KubePodInventory";
        }

        var logged = mocks.All("monitor:DiagnosticSetting").Select(setting => (string)setting.At("resourceUri")!).ToList();
        if (logged.Any(id => id.Contains("MachineLearningServices/workspaces/"))) yield return "AmlRunStatusChangedEvent";
        if (logged.Any(id => id.EndsWith("/blobServices/default"))) yield return "StorageBlobLogs";
        if (logged.Any(id => id.Contains("/containerregistry/Registry/"))) yield return "ContainerRegistryRepositoryEvents";
        if (logged.Any(id => id.Contains("/logic/Workflow/"))) yield return "AzureDiagnostics";
    }

    [Fact]
    public async Task The_clusters_agent_is_told_what_to_send()
    {
        var (mocks, _) = await Declare(Args(cluster: true));
        var association = mocks.Only("monitor:DataCollectionRuleAssociation");
        Assert.Equal("ContainerInsightsExtension", association.At("associationName"));
        Assert.EndsWith("/aks-mlops-dev", (string?)association.At("resourceUri"));
        Assert.EndsWith("/dcr-mlops-dev-cluster", (string?)association.At("dataCollectionRuleId"));
    }

    [Fact]
    public void Wrong_settings_are_found() => Assert.Equal(
        ["Alerts.SilenceMinutes", "Alerts.AvailabilityMinutes", "Alerts.ProductionHealthUrl"],
        Args(Mail with { SilenceMinutes = 50, AvailabilityMinutes = 7, ProductionHealthUrl = "http://scoring.example.com" })
            .FindProblems().Select(problem => problem.Argument));

    private static Task<(AzureMocks Mocks, ResourceGraph Graph)> Declare(MlopsEnvironmentArgs args) =>
        Run.Program(root => _ = new MlopsEnvironment("it", args, root));

    private static string Query(Pulumi.Testing.MockResourceArgs rule) =>
        (string)((IDictionary<string, object>)((IEnumerable<object>)rule.At("criteria.allOf")!).Single())["query"];

    private static IEnumerable<string> WorkbookQueries(AzureMocks mocks)
    {
        using var content = JsonDocument.Parse((string)mocks.Only("applicationinsights:Workbook").At("serializedData")!);
        return [.. content.RootElement.GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("type").GetInt32() == 3)
            .Select(item => item.GetProperty("content").GetProperty("query").GetString()!)];
    }

    [GeneratedRegex(@"^\w+")]
    private static partial Regex FirstWord();
}
