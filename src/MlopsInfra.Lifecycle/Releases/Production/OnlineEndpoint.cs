using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>The online endpoint of production scoring: its traffic, its tags, its deployments.</summary>
internal sealed class OnlineEndpoint
{
    // What the service notes about itself there, and nobody else writes.
    private static readonly string[] OfTheService = ["AzureAsyncOperationUri", "azureml.onlineendpointid"];
    private static readonly string[] ReadOnly = ["scoringUri", "swaggerUri", "provisioningState"];

    // "az ml" gives a deployment up after so long.
    private static readonly TimeSpan LongestDeployment = TimeSpan.FromMinutes(90);

    private readonly LifecycleEnvironment _environment;
    private readonly ReleaseOptions _options;
    private JsonObject _shown = [];

    /// <param name="environment">The environment; has such an endpoint.</param>
    /// <param name="options">How patient it is.</param>
    public OnlineEndpoint(LifecycleEnvironment environment, ReleaseOptions options)
    {
        (_environment, _options) = (environment, options);
        Name = environment.Outputs.OnlineEndpointName!;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its deployments, by name.</summary>
    public IReadOnlyDictionary<string, OnlineDeployment> Deployments { get; private set; } =
        new Dictionary<string, OnlineDeployment>();

    /// <summary>Percent of the traffic, by deployment; deployments without any are left out.</summary>
    public IReadOnlyDictionary<string, int> Traffic => (_shown["properties"]?["traffic"] as JsonObject ?? [])
        .Select(share => (Name: share.Key, Percent: (int)share.Value!)).Where(share => share.Percent > 0)
        .ToDictionary(share => share.Name, share => share.Percent, StringComparer.Ordinal);

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags => (_shown["tags"] as JsonObject ?? [])
        .ToDictionary(tag => tag.Key, tag => (string?)tag.Value ?? "", StringComparer.Ordinal);

    /// <summary>Where it scores.</summary>
    public Uri ScoringUri => new((string)_shown["properties"]!["scoringUri"]!);

    /// <summary>Whether it stands on an attached cluster.</summary>
    public bool IsOnKubernetes => _shown["properties"]?["compute"] is JsonValue;

    /// <summary>Its region.</summary>
    public string Location => (string)_shown["location"]!;

    /// <summary>The lock on it; null for none.</summary>
    public ReleaseLock? Lock => ReleaseLock.Parse(Tag(LifecycleTags.Lock));

    /// <summary>The value of a tag; null for none.</summary>
    /// <param name="name">Name of the tag.</param>
    public string? Tag(string name) => Tags.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Percent of the traffic that a deployment gets.</summary>
    /// <param name="deployment">Name of the deployment.</param>
    public int Share(string deployment) => Traffic.GetValueOrDefault(deployment);

    /// <summary>Reads it and its deployments.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">It is not there.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        _shown = await _environment.Arm.FindAsync(Url(""), cancellationToken) ?? throw new LifecycleException("EndpointNotFound",
            $"The online endpoint {Name} of {_environment.Name} is not there any more. 'pulumi up' makes it again.");
        Deployments = (await _environment.Arm.ListAsync(Url("/deployments"), cancellationToken))
            .Select(shown => new OnlineDeployment(shown)).ToDictionary(each => each.Name, StringComparer.Ordinal);
    }

    /// <summary>Writes traffic and tags, with everything else as it is, and waits until that is done.</summary>
    /// <param name="traffic">Percent by deployment; adds up to 0 or 100.</param>
    /// <param name="tags">The tags from now on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteAsync(IReadOnlyDictionary<string, int> traffic, IReadOnlyDictionary<string, string> tags,
        CancellationToken cancellationToken)
    {
        var properties = _shown["properties"]!.DeepClone().AsObject();
        foreach (var name in ReadOnly) properties.Remove(name);
        foreach (var name in properties.Where(member => member.Value is null).Select(member => member.Key).ToList())
            properties.Remove(name);
        if (properties["properties"] is JsonObject own)
        {
            foreach (var name in OfTheService) own.Remove(name);
        }

        properties["traffic"] =
            new JsonObject(traffic.Select(share => KeyValuePair.Create(share.Key, (JsonNode?)share.Value)));
        var body = new JsonObject
        {
            ["location"] = Location,
            ["tags"] = JsonTags.Of(tags.Where(tag => tag.Value.Length > 0)),
            ["properties"] = properties,
        };
        if (JsonIdentity.Of(_shown["identity"]) is { } identity) body["identity"] = identity;
        if (_shown["sku"] is { } sku) body["sku"] = sku.DeepClone();
        await new Patience(_environment.Waiting, _options.Pause).RunAsync(
            () => _environment.Arm.RunAsync(RequestMethod.Put, Url(""), body, cancellationToken), cancellationToken);
        await ReadAsync(cancellationToken);
    }

    /// <summary>Writes a deployment, and waits until it answers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="body">The whole of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task DeployAsync(string name, JsonObject body, CancellationToken cancellationToken) =>
        new Patience(_environment.Waiting, _options.Pause).RunAsync(() => _environment.Arm.RunAsync(
            RequestMethod.Put, Url($"/deployments/{name}"), body, cancellationToken), cancellationToken);

    /// <summary>Waits until a deployment is neither made nor unmade any more, and reads the endpoint.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">It takes longer than any deployment does.</exception>
    public async Task WaitAsync(string name, CancellationToken cancellationToken)
    {
        var polls = new PollDelay(_environment.Connection.PollDelay, _environment.Connection.PollLimit);
        var until = _options.Time.GetUtcNow() + LongestDeployment;
        for (var look = 1; ; look++)
        {
            await ReadAsync(cancellationToken);
            if (Deployments.GetValueOrDefault(name) is not { IsOnItsWay: true } there) return;
            if (_options.Time.GetUtcNow() > until)
                throw new LifecycleException("DeploymentNotReady",
                    $"The deployment {name} of {Name} is {there.State} for more than {LongestDeployment.TotalMinutes:0} min.");
            await Task.Delay(polls.GetNextDelay(null!, look), cancellationToken);
        }
    }

    /// <summary>Deletes a deployment; one that is gone is done.</summary>
    /// <param name="name">Its name; it has no traffic.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (await _environment.Arm.FindAsync(Url($"/deployments/{name}"), cancellationToken) is null) return;
        await new Patience(_environment.Waiting, _options.Pause).RunAsync(() => _environment.Arm.RunAsync(
            RequestMethod.Delete, Url($"/deployments/{name}"), null, cancellationToken), cancellationToken);
    }

    /// <summary>A token that scores.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        var (_, answer) = await _environment.Arm.SendAsync(RequestMethod.Post, Url("/token"), null, cancellationToken);
        return (string?)answer?["accessToken"] ?? throw new LifecycleException("NoToken", $"The endpoint {Name} gave no token.");
    }

    /// <summary>The last lines that the server of a deployment printed.</summary>
    /// <param name="deployment">Its name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<string>> LogAsync(string deployment, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["containerType"] = "InferenceServer", ["tail"] = 20 };
        try
        {
            var (_, answer) = await _environment.Arm.SendAsync(
                RequestMethod.Post, Url($"/deployments/{deployment}/getLogs"), body, cancellationToken);
            return LogTail.Of((string?)answer?["content"], 20);
        }
        catch (Azure.RequestFailedException exception)
        {
            // Of what never started there is no log.
            return [$"(no log: {exception.Message.ReplaceLineEndings("\n").Split('\n')[0]})"];
        }
    }

    private Uri Url(string below) => _environment.InWorkspace($"onlineEndpoints/{Name}{below}");
}
