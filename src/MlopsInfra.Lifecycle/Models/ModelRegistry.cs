using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Models;

/// <summary>The registered models of an environment's workspace.</summary>
/// <param name="environment">The environment.</param>
public sealed class ModelRegistry(LifecycleEnvironment environment)
{
    /// <summary>The names of all models.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) =>
        LifecycleEnvironment.GuardAsync<IReadOnlyList<string>>(
            $"listing the models of {environment.Name}",
            async () => [.. (await environment.Arm.ListAsync(environment.InWorkspace("models"), cancellationToken))
                .Select(model => (string)model["name"]!)],
            cancellationToken);

    /// <summary>The versions of a model, the newest first; none if there is no such model.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public Task<IReadOnlyList<ModelVersion>> VersionsAsync(string name, CancellationToken cancellationToken) =>
        LifecycleEnvironment.GuardAsync<IReadOnlyList<ModelVersion>>(
            $"listing the versions of the model {name} in {environment.Name}",
            async () => [.. (await environment.Arm.ListAsync(
                    environment.InWorkspace($"models/{Uri.EscapeDataString(name)}/versions"), cancellationToken))
                .Select(version => ModelVersion.Of(name, version))
                .OrderByDescending(version => version.Created ?? DateTimeOffset.MinValue)],
            cancellationToken);

    /// <summary>A version of a model; null if there is none.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public Task<ModelVersion?> FindAsync(string name, string version, CancellationToken cancellationToken) =>
        LifecycleEnvironment.GuardAsync(
            $"reading the model {name}:{version} of {environment.Name}",
            async () => await environment.Arm.FindAsync(Url(name, version), cancellationToken) is { } found
                ? ModelVersion.Of(name, found) : null,
            cancellationToken);

    /// <summary>Registers a version, or writes the tags of one that is there: what a version is made of can't be
    /// changed.</summary>
    /// <param name="model">The version.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Azure refuses, as for a version that is there with other files.</exception>
    public Task<ModelVersion> WriteAsync(ModelVersion model, CancellationToken cancellationToken) =>
        LifecycleEnvironment.GuardAsync(
            $"writing the model {model.Reference} of {environment.Name}",
            async () =>
            {
                var (_, body) = await environment.Arm.SendAsync(
                    RequestMethod.Put, Url(model.Name, model.Version), Body(model), cancellationToken);
                return body is null ? model : ModelVersion.Of(model.Name, body);
            },
            cancellationToken);

    private Uri Url(string name, string version) =>
        environment.InWorkspace($"models/{Uri.EscapeDataString(name)}/versions/{Uri.EscapeDataString(version)}");

    private static JsonObject Body(ModelVersion model)
    {
        var properties = new JsonObject
        {
            ["modelType"] = model.Type, ["modelUri"] = model.Uri, ["tags"] = Texts(model.Tags),
        };
        if (model.Properties.Count > 0) properties["properties"] = Texts(model.Properties);
        if (model.Description is { } description) properties["description"] = description;
        return new JsonObject { ["properties"] = properties };
    }

    private static JsonObject Texts(IReadOnlyDictionary<string, string> texts) =>
        new(texts.Select(text => KeyValuePair.Create<string, JsonNode?>(text.Key, text.Value)));
}
