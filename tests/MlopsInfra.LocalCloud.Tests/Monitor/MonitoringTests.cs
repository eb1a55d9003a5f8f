using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>Availability tests, workbooks and data collection rules: what Azure refuses of each, and what it computes.</summary>
public class MonitoringTests
{
    private const string Workbook = """{"location":"westeurope","kind":"shared","properties":{"displayName":"d","category":"workbook","serializedData":"{\"version\":\"Notebook/1.0\"}"}}""";
    private const string WorkbookName = "6f1c3a52-7c6b-5b0e-9d1a-3f5b8e2a4c71";

    [Fact]
    public void An_availability_test_is_tied_to_its_component_and_asks_an_address()
    {
        using var azure = TestCloud.WithGroup();
        var id = TestCloud.In("Microsoft.Insights/webtests", "webtest-qa");
        azure.Put(id, WebTest(Scenes.Insights(azure)));
        Assert.Equal("webtest-qa", azure.Get(id)!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("hidden-link:", "hidden-other:", "tags")]
    [InlineData("\"Frequency\":300", "\"Frequency\":60", "properties.Frequency")]
    [InlineData("\"Timeout\":30", "\"Timeout\":121", "properties.Timeout")]
    [InlineData("[{\"Id\":\"emea-nl-ams-azr\"}]", "[]", "properties.Locations")]
    [InlineData("\"SyntheticMonitorId\":\"webtest-qa\"", "\"SyntheticMonitorId\":\"other\"", "properties.SyntheticMonitorId")]
    [InlineData("http://qa.example.com/", "qa.example.com", "properties.Request.RequestUrl")]
    [InlineData("\"Kind\":\"standard\"", "\"Kind\":\"ping\"", "properties.Configuration.WebTest")]
    public void An_availability_test_that_Azure_refuses(string right, string wrong, string target)
    {
        using var azure = TestCloud.WithGroup();
        var body = WebTest(Scenes.Insights(azure));
        Assert.Contains(right, body, StringComparison.Ordinal);
        var refusal = azure.PutRefused(TestCloud.In("Microsoft.Insights/webtests", "webtest-qa"),
            body.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal((400, "BadRequest", target), (refusal.Status, refusal.Code, refusal.Target));
    }

    [Fact]
    public void An_availability_test_needs_its_name_in_the_body_as_well()
    {
        using var azure = TestCloud.WithGroup();
        var body = WebTest(Scenes.Insights(azure)).Replace("\"Name\":\"webtest-qa\",", "", StringComparison.Ordinal);
        var refusal = azure.PutRefused(TestCloud.In("Microsoft.Insights/webtests", "webtest-qa"), body);
        Assert.Equal((400, "InvalidRequestContent", "properties.Name"), (refusal.Status, refusal.Code, refusal.Target));
    }

    [Fact]
    public void A_workbook_gets_a_revision()
    {
        using var azure = TestCloud.WithGroup();
        var id = TestCloud.In("Microsoft.Insights/workbooks", WorkbookName);
        azure.Put(id, Workbook);
        Assert.Matches("^[0-9a-f]{32}$", azure.Get(id)!["properties"]!["revision"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("operations", Workbook, "BadRequest", "operations")]
    [InlineData(WorkbookName,
        """{"location":"westeurope","kind":"shared","properties":{"displayName":"d","category":"workbook","serializedData":"[1]"}}""", "BadRequest", "properties.serializedData")]
    [InlineData(WorkbookName,
        """{"location":"westeurope","kind":"shared","properties":{"displayName":"d","category":"workbook","serializedData":"nothing"}}""", "BadRequest", "properties.serializedData")]
    [InlineData(WorkbookName,
        """{"location":"westeurope","kind":"shared","properties":{"displayName":"d","category":"workbook","serializedData":"{}","sourceId":"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/gone"}}""", "ResourceNotFound", "properties.sourceId")]
    public void A_workbook_that_Azure_refuses(string name, string body, string code, string target)
    {
        using var azure = TestCloud.WithGroup();
        var refusal = azure.PutRefused(TestCloud.In("Microsoft.Insights/workbooks", name), body);
        Assert.Equal((code, target), (refusal.Code, refusal.Target));
    }

    [Fact]
    public void A_data_collection_rule_leads_to_its_own_destinations_and_is_tied_to_a_resource()
    {
        using var azure = TestCloud.WithGroup();
        var rule = TestCloud.In("Microsoft.Insights/dataCollectionRules", "dcr-data");
        azure.Put(rule, CollectionRule(Scenes.Logs(azure), "logs"));
        Assert.StartsWith("dcr-", azure.Get(rule)!["properties"]!["immutableId"]!.GetValue<string>(), StringComparison.Ordinal);

        var association =
            $"{Scenes.Cluster(azure)}/providers/Microsoft.Insights/dataCollectionRuleAssociations/ContainerInsightsExtension";
        azure.Put(association,
            new JsonObject { ["properties"] = new JsonObject { ["dataCollectionRuleId"] = rule } }.ToJsonString());
        Assert.Equal(rule, azure.Get(association)!["properties"]!["dataCollectionRuleId"]!.GetValue<string>());
    }

    [Fact]
    public void A_data_collection_rule_that_leads_elsewhere_and_an_association_with_nothing_are_refused()
    {
        using var azure = TestCloud.WithGroup();
        var flow = azure.PutRefused(TestCloud.In("Microsoft.Insights/dataCollectionRules", "dcr-data"),
            CollectionRule(Scenes.Logs(azure), "elsewhere"));
        Assert.Equal((400, "InvalidPayload", "properties.dataFlows[0].destinations[0]"), (flow.Status, flow.Code, flow.Target));

        var cluster = Scenes.Cluster(azure);
        var association = $"{cluster}/providers/Microsoft.Insights/dataCollectionRuleAssociations/ContainerInsightsExtension";
        Assert.Equal("InvalidPayload", azure.PutRefused(association, """{"properties":{"description":"nothing"}}""").Code);
        var gone = TestCloud.In("Microsoft.Insights/dataCollectionRules", "gone");
        Assert.Equal("ResourceNotFound",
            azure.PutRefused(association, $$"""{"properties":{"dataCollectionRuleId":"{{gone}}"} }""").Code);
    }

    private static string WebTest(string component) => $$$"""
        {"location":"westeurope","kind":"standard","tags":{"hidden-link:{{{component}}}":"Resource"},
         "properties":{"Name":"webtest-qa","Kind":"standard","SyntheticMonitorId":"webtest-qa","Frequency":300,"Timeout":30,"Locations":[{"Id":"emea-nl-ams-azr"}],
          "Request":{"RequestUrl":"http://qa.example.com/"} } }
        """;

    private static string CollectionRule(string logs, string destination) => $$$"""
        {"location":"westeurope","properties":{"destinations":{"logAnalytics":[{"name":"logs","workspaceResourceId":"{{{logs}}}"}]},
         "dataFlows":[{"streams":["Microsoft-ContainerInsights-Group-Default"],"destinations":["{{{destination}}}"]}]} }
        """;
}
