using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Yaml;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>Publishes the files of a case and compares what is sent with what Microsoft's client sent.</summary>
internal sealed class CaseRun(RecordedCase recorded)
{
    private const string Group = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-plant/providers";

    private static readonly ConcurrentDictionary<string, Lazy<Task<CaseResult>>> Results = new();

    private static readonly EnvironmentOutputs Outputs = new()
    {
        Environment = "dev",
        TenantId = "11111111-1111-1111-1111-111111111111",
        SubscriptionId = "11111111-2222-3333-4444-555555555555",
        Location = "westeurope",
        ResourceGroupName = "rg-plant",
        WorkspaceName = "ws-plant",
        WorkspaceId = RecordedCase.Workspace,
        TrainingComputeName = "cpu-cluster",
        StorageAccountName = "stplant",
        BlobEndpoint = new Uri(RecordedCase.Blobs),
        Datastores = new DatastoreNames("training_data", "scoring_inputs", "predictions"),
        RegistryName = "crplant",
        RegistryLoginServer = "crplant.azurecr.io",
        BatchEndpointName = "pump-batch",
        TrainingIdentityClientId = "44444444-4444-4444-4444-444444444444",
        ApplicationInsightsId = $"{Group}/Microsoft.Insights/components/appi-plant",
        LogAnalyticsId = $"{Group}/Microsoft.OperationalInsights/workspaces/log-plant",
        LogAnalyticsCustomerId = "55555555-5555-5555-5555-555555555555",
        IsPrivate = false,
    };

    private readonly List<Difference> _differences = [];
    private readonly List<string> _refusals = [];
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);

    /// <summary>What came of a case; each is published once per run of the tests.</summary>
    public static Task<CaseResult> OfAsync(RecordedCase recorded) =>
        Results.GetOrAdd(recorded.Name, _ => new Lazy<Task<CaseResult>>(new CaseRun(recorded).RunAsync)).Value;

    private async Task<CaseResult> RunAsync()
    {
        var isJob = recorded.Command is "az ml job create" or "az ml data import";
        var isPipelineJob = isJob && recorded.Type == "pipeline";
        if (!isJob || isPipelineJob) await CompareAsync(isJob ? "deployed" : "sent", CasePublish.Entry);
        if (isJob) await CompareAsync("scheduled", CasePublish.Schedule);
        if (recorded.IsRefused && _refusals.Count == 0) _differences.Add(new Difference("(published)", "refused", "published"));
        return new CaseResult(recorded, _refusals.Count == 0 ? null : _refusals[0], [.. _warnings], _differences);
    }

    private async Task CompareAsync(string view, Func<RecordedCase, CaseFolder, PipelineFolder> read)
    {
        using var folder = new CaseFolder(recorded);
        var recording = new Recording();
        try
        {
            await PublishAsync(read(recorded, folder), recording);
        }
        catch (Exception e) when (e is PipelineFolderException or PublishException)
        {
            _refusals.Add(e.Message.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
                .Replace(folder.Path, "(folder)", StringComparison.Ordinal));
            if (!recorded.IsRefused) _differences.Add(new Difference($"{view}.(refused)", "sent", _refusals[^1]));
            return;
        }

        if (recorded.IsRefused) return;
        var theirs = new Canonical(recorded.Sent).Of(recorded.Main);
        var ours = new Canonical(recording);
        _differences.AddRange(view switch
        {
            "deployed" => Deployed(theirs, Sent(recording, ours, "batchEndpoints/deployments")),
            "scheduled" => Scheduled(theirs, Sent(recording, ours, "schedules")),
            _ => Sent(theirs, Sent(recording, ours, recorded.Main.Collection)),
        });
    }

    private async Task PublishAsync(PipelineFolder folder, Recording recording)
    {
        using var azure = new CaseAzure(recorded, recording);
        var connection = new AzureConnection(DelegatedTokenCredential.Create(
            (_, _) => new AccessToken("case", DateTimeOffset.MaxValue)))
        {
            Transport = new HttpClientTransport(new HttpClient(azure)),
            MaxRetries = 0,
            PollDelay = TimeSpan.FromMilliseconds(1),
            RoleAssignmentWait = TimeSpan.Zero,
        };
        var publisher = new Publisher(connection, Outputs);
        var plan = await publisher.PlanAsync(folder);
        _warnings.UnionWith(folder.Warnings.Concat(plan.Warnings).Select(warning => warning.ToString()));
        await publisher.ApplyAsync(plan);
    }

    // The same name, if one of that name was sent: a publish may bring others along.
    private JsonObject? Sent(Recording recording, Canonical canonical, string collection)
    {
        var sent = recording.Requests.Where(request => request.Method == "PUT" && request.Collection == collection).ToArray();
        var request = sent.LastOrDefault(request => request.Name == recorded.Main.Name) ?? sent.LastOrDefault();
        return request is null ? null : canonical.Of(request);
    }

    private static IEnumerable<Difference> Sent(JsonObject theirs, JsonObject? ours)
    {
        if (ours is null) return [new Difference("sent.(not sent)", "sent", null)];
        foreach (var side in new[] { theirs, ours })
        {
            if (side["properties"]?["action"]?["jobDefinition"] is JsonObject job
                && theirs["properties"]?["action"]?["jobDefinition"] is JsonObject like)
                side["properties"]!["action"]!["jobDefinition"] = JobView.WithSteps(job, like);
        }

        return Difference.Between("sent", theirs, ours);
    }

    private static IEnumerable<Difference> Deployed(JsonObject theirs, JsonObject? deployment)
    {
        if (deployment is null) return [new Difference("deployed.(not sent)", "sent", null)];
        var job = JobView.Deployed(theirs["properties"]!.AsObject());
        return Difference.Between("deployed", job, JobView.Deployed(deployment, job));
    }

    private static IEnumerable<Difference> Scheduled(JsonObject theirs, JsonObject? schedule)
    {
        if (schedule?["properties"]?["action"]?["jobDefinition"] is not JsonObject submitted)
            return [new Difference("scheduled.(not sent)", "sent", null)];
        var job = theirs["properties"]!.AsObject();
        return Difference.Between("scheduled", job, JobView.WithSteps(submitted, job))
            .Concat(Difference.Between("scheduled.$uploads", theirs["$uploads"], schedule["$uploads"]));
    }
}
