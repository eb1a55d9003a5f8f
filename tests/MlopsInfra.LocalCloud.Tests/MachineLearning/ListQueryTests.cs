using MlopsInfra.LocalCloud.Tests.Rest;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.PublishedPipeline;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Questions to lists of a workspace: answered, or refused.</summary>
public sealed class ListQueryTests
{
    private const string Ws = RestCloud.Workspace;

    [Theory]
    [InlineData("models/pumps/versions", "stage=Production", "2")]
    [InlineData("models/pumps/versions", "stage=development", "1,3")]
    [InlineData("models/pumps/versions", "properties=team=red", "1")]
    [InlineData("models/pumps/versions", "tags=gold", "2,3")]
    [InlineData("models/pumps/versions", "tags=gold=yes,other", "3")]
    [InlineData("models/pumps/versions", "version=2", "2")]
    [InlineData("models/pumps/versions", "$orderBy=createdtime asc&$top=2", "1,2")]
    [InlineData("models/pumps/versions", "offset=1&$orderBy=name desc", "2,1")]
    [InlineData("models/pumps/versions", "listViewType=archivedonly", "")]
    [InlineData("jobs", "", "second,first")]
    [InlineData("jobs", "jobType=Command&tag=a", "first")]
    [InlineData("jobs", "scheduled=true", "")]
    [InlineData("schedules", "", "nightly")]
    [InlineData("schedules", "listViewType=EnabledOnly", "nightly")]
    [InlineData("schedules", "listViewType=DisabledOnly", "weekly")]
    [InlineData("schedules", "listViewType=All", "nightly,weekly")]
    [InlineData("datastores", "isDefault=true", "workspaceblobstore")]
    [InlineData("datastores", "names=workspaceblobstore,none&count=30&orderByAsc=false", "workspaceblobstore")]
    [InlineData("datastores", "searchText=file", "workspacefilestore")]
    [InlineData("onlineEndpoints", "computeType=Managed&orderBy=CreatedAtDesc", "ep-two,ep-one")]
    [InlineData("onlineEndpoints", "tags=a=b", "ep-one")]
    [InlineData("onlineEndpoints", "tags=%3Db", null)]
    [InlineData("jobs", "listViewType=Some", null)]
    [InlineData("schedules", "listViewType=ActiveOnly", null)]
    [InlineData("datastores", "isDefault=yes", null)]
    [InlineData("datastores", "count=many", null)]
    [InlineData("models/pumps/versions", "$orderBy=size", null)]
    public async Task A_list_is_asked(string list, string question, string? expected)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);
        await SeedAsync(rest);

        var answer = await rest.SendAsync(HttpMethod.Get, $"{Ws}/{list}?api-version={RestCloud.Version}&{question}");

        if (expected is null) Assert.Equal((400, "UserError"), (answer.Status, (string?)answer.Body!["error"]!["code"]));
        else Assert.Equal(expected, string.Join(',', answer.Body!["value"]!.AsArray().Select(each => (string?)each!["name"])));
    }

    private static async Task SeedAsync(RestCloud rest)
    {
        const string uri = "\"modelUri\":\"azureml://datastores/workspaceblobstore/paths/m\"";
        foreach (var (path, properties) in ((string, string)[])
        [
            ("models/pumps/versions/1", "\"properties\":{\"team\":\"red\"}," + uri),
            ("models/pumps/versions/2", "\"stage\":\"Production\",\"tags\":{\"gold\":\"no\"}," + uri),
            ("models/pumps/versions/3", "\"tags\":{\"gold\":\"yes\",\"other\":\"\"}," + uri),
            ("jobs/first", """
                "jobType":"Command","command":"ls","environmentId":"azureml:train-env:1","tags":{"a":"b"}
                """),
            ("jobs/second", """
                "jobType":"Pipeline","componentId":"/WS/components/train/versions/1","inputs":{"data":{"jobInputType":"uri_folder","uri":"azureml://datastores/workspaceblobstore/paths/x/"} }
                """),
        ])
            await rest.SeedAsync($"{Ws}/{path}",
                $"{{\"properties\":{{{properties.Replace("/WS", Ws, StringComparison.Ordinal)}}}}}");
        var schedule = Schedule("""{"triggerType":"Cron","expression":"0 2 * * *"}""");
        await rest.SeedAsync($"{Ws}/schedules/nightly", schedule);
        await rest.SeedAsync($"{Ws}/schedules/weekly",
            schedule.Replace("\"isEnabled\":true", "\"isEnabled\":false", StringComparison.Ordinal));
        await rest.SeedAsync($"{Ws}/onlineEndpoints/ep-one",
            """{"location":"westeurope","tags":{"a":"b"},"properties":{"authMode":"Key"}}""");
        await rest.SeedAsync($"{Ws}/onlineEndpoints/ep-two", """{"location":"westeurope","properties":{"authMode":"Key"}}""");
    }
}
