using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Qa;

/// <summary>The container group that tries models.</summary>
internal sealed class QaGroup
{
    private readonly LifecycleEnvironment _environment;
    private readonly ReleaseOptions _options;
    private readonly string _id;
    private JsonObject _shown = [];

    /// <param name="environment">The environment; has such a group.</param>
    /// <param name="options">How patient it is.</param>
    public QaGroup(LifecycleEnvironment environment, ReleaseOptions options)
    {
        (_environment, _options) = (environment, options);
        Name = environment.Outputs.QaGroupName!;
        _id = $"{environment.ResourceGroupId}/providers/Microsoft.ContainerInstance/containerGroups/{Name}";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How it was when it was last read.</summary>
    public GroupView View => new(_shown);

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags => (_shown["tags"] as JsonObject ?? [])
        .ToDictionary(tag => tag.Key, tag => (string?)tag.Value ?? "", StringComparer.Ordinal);

    /// <summary>The image by its digest, <c>REPOSITORY@DIGEST</c>; null if it has none of this registry.</summary>
    public string? Image => View.Image is { } image
        && image.StartsWith($"{_environment.Outputs.RegistryLoginServer}/", StringComparison.OrdinalIgnoreCase)
        ? image[(image.IndexOf('/') + 1)..] : null;

    /// <summary>The release that it runs, by its tags; null if it runs none, or another image than its tags say.</summary>
    public FormerRelease? Current => Tag(LifecycleTags.Release) is { } release && Tag(LifecycleTags.Model) is { } model
        && Tag(LifecycleTags.Image) is { } image && image == Image ? new FormerRelease(release, model, image) : null;

    /// <summary>Whether what it runs has passed the tests.</summary>
    public bool IsTested => Current is { } current && Tag(LifecycleTags.Tested) == current.Digest;

    /// <summary>The value of a tag; null for none.</summary>
    /// <param name="name">Name of the tag.</param>
    public string? Tag(string name) => Tags.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Reads it.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">It is not there.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken) =>
        _shown = await _environment.Arm.FindAsync(Url, cancellationToken)
            ?? throw new LifecycleException("ContainerGroupNotFound",
            $"The container group {Name} of {_environment.Name} is not there any more. 'pulumi up' makes it again.");

    /// <summary>Writes image, variables and tags, with everything else as it is, and waits until that is done.</summary>
    /// <param name="image">The image, <c>REPOSITORY@DIGEST</c>.</param>
    /// <param name="variables">Variables that are set.</param>
    /// <param name="tags">The tags from now on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteAsync(string image, IReadOnlyDictionary<string, string> variables,
        IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        var secrets = await GroupSecrets.ReadAsync(_environment, _shown, cancellationToken);
        var body = QaGroupBody.Of(_shown, $"{_environment.Outputs.RegistryLoginServer}/{image}", variables, tags, secrets);
        await new Patience(_environment.Waiting, _options.Pause).RunAsync(
            () => _environment.Arm.RunAsync(RequestMethod.Put, Url, body, cancellationToken), cancellationToken);
        await ReadAsync(cancellationToken);
    }

    /// <summary>Writes the tags alone: nothing is started again.</summary>
    /// <param name="tags">The tags from now on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteTagsAsync(IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        await _environment.Arm.SendAsync(RequestMethod.Patch, Url, new JsonObject { ["tags"] = JsonTags.Of(tags) },
            cancellationToken);
        await ReadAsync(cancellationToken);
    }

    /// <summary>The last lines that its container printed.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<string>> LogAsync(CancellationToken cancellationToken) =>
        GroupLog.ReadAsync(_environment, _id, View.ContainerName, 20, cancellationToken);

    private Uri Url => _environment.Arm.Url(_id, ApiVersions.ContainerInstance);
}
