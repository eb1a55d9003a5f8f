using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Contract;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Tests.Rest.Contract;

/// <summary>Every PUT, PATCH and DELETE answers a status that Microsoft's clients take.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task All_types_answer_by_contract()
    {
        var types = new AzureTypes(AzureServices.Types.All.Select(type => new SchemaOnly(type)));
        await using var rest = await RestCloud.StartAsync(types: types);
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        var faults = new List<string>();
        var played = 0;
        foreach (var type in rest.Cloud.Catalog.Types.Where(IsPlayed).OrderBy(type => type.Count(c => c == '/'))
            .ThenBy(type => type, StringComparer.Ordinal))
        {
            foreach (var fault in await PlayAsync(rest, type)) faults.Add($"{type} {fault}");
            played++;
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(played > 100, $"{played} types were played.");
    }

    [Theory]
    [InlineData("Microsoft.Insights/metricAlerts", "PUT", 200)]
    [InlineData("Microsoft.Insights/diagnosticSettings", "PUT", 200)]
    [InlineData("Microsoft.Insights/components", "PUT", 200)]
    [InlineData("Microsoft.MachineLearningServices/workspaces/connections", "PUT", 200)]
    [InlineData("Microsoft.Authorization/roleDefinitions", "PUT", 201)]
    [InlineData("Microsoft.EventGrid/eventSubscriptions", "PATCH", 201)]
    [InlineData("Microsoft.Authorization/roleAssignments", "DELETE", 200)]
    public void Some_operations_answer_one_status_only(string type, string method, int status) =>
        Assert.Equal(status, StatusTable.Of(type, method).Choose(202, 201, 200));

    // Records stand for their own types; what azure-native makes up is not Azure's.
    private static bool IsPlayed(string type) =>
        !type.Contains('{', StringComparison.Ordinal) && type.StartsWith("Microsoft.", StringComparison.Ordinal)
        && !type.StartsWith("Microsoft.Resources/", StringComparison.Ordinal);

    private static async Task<List<string>> PlayAsync(RestCloud rest, ResourceType type)
    {
        var faults = new List<string>();
        var version = rest.Cloud.Catalog.ApiVersions(type)[0];
        var schema = rest.Cloud.Context.Catalog.FindByArmType(type)!;
        var body = LeastBody.Of(schema);
        var (there, absent) = (IdOf(type, "thing"), IdOf(type, "nothing"));
        await SendAsync("PUT", "new", there, body);
        await SendAsync("PUT", "again", there, body);
        var change = schema.Body.Find("tags") is { InProperties: false }
            ? new JsonObject { ["tags"] = new JsonObject { ["a"] = "b" } } : [];
        await SendAsync("PATCH", "there", there, change);
        await SendAsync("PUT", "changed", there, body);
        await SendAsync("DELETE", "absent", absent, null);
        await SendAsync("DELETE", "there", there, null);
        // For what is below it.
        await SendAsync("PUT", "new", there, body);
        return faults;

        async Task SendAsync(string method, string when, string id, JsonObject? sent)
        {
            var (status, answer, _) = await rest.SendAsync(new HttpMethod(method), $"{id}?api-version={version}",
                sent?.ToJsonString());
            var statuses = StatusTable.Of(type, method);
            var isRefused = status >= 400;
            if (!isRefused && !statuses.Include(status))
                faults.Add($"{method} {when}: {status}, of {string.Join(", ", statuses.All)}");
            else if (isRefused && (method == "PUT" || status >= 500))
                faults.Add($"{method} {when}: {status} {answer?.ToJsonString()}");
            else if (statuses.HasBody(status) && (answer is null || (method == "DELETE" && (string?)answer["id"] != id)))
                faults.Add($"{method} {when}: {status} without the resource");
        }
    }

    private static string IdOf(ResourceType type, string name)
    {
        var parent = type.Parent;
        return parent.ToString().Contains('/', StringComparison.Ordinal)
            ? $"{IdOf(parent, ParentName(parent))}/{type.LastName}/{name}" : $"{RestCloud.Group}/providers/{type}/{name}";
    }

    private static string ParentName(ResourceType type) => AzureServices.Types.Of(type).CreatedBy == CreatedBy.Parent
        ? "default" : "thing";
}
