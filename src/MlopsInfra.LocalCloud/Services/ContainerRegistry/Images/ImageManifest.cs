using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>The manifest and the configuration that a registry has of an image ("Image Manifest Version 2, Schema 2").</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Configuration">The configuration, which the manifest names by its digest.</param>
internal sealed record ImageManifest(byte[] Manifest, byte[] Configuration)
{
    public const string MediaType = "application/vnd.docker.distribution.manifest.v2+json";

    private const string ConfigurationType = "application/vnd.docker.container.image.v1+json";
    private const string LayerType = "application/vnd.docker.image.rootfs.diff.tar";

    public string Digest { get; } = DigestOf(Manifest);

    public string ConfigurationDigest { get; } = DigestOf(Configuration);

    public static string DigestOf(ReadOnlySpan<byte> bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The name that Docker here has an image by, whatever registry it came into.</summary>
    /// <param name="digest">Its digest.</param>
    public static string DockerTag(string digest) => $"mlops-image:{digest["sha256:".Length..]}";

    public static ImageManifest Of(RecordedImage image)
    {
        var configuration = JsonSerializer.SerializeToUtf8Bytes(ConfigurationOf(image), JsonText.Options);
        var layers = image.Layers.Select(layer => Descriptor(LayerType, layer.Size, layer.Digest));
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaType,
            ["config"] = Descriptor(ConfigurationType, configuration.Length, DigestOf(configuration)),
            ["layers"] = new JsonArray([.. layers]),
        };
        return new ImageManifest(JsonSerializer.SerializeToUtf8Bytes(manifest, JsonText.Options), configuration);
    }

    private static JsonObject Descriptor(string type, long size, string digest) =>
        new() { ["mediaType"] = type, ["size"] = size, ["digest"] = digest };

    private static JsonObject ConfigurationOf(RecordedImage image) => new()
    {
        ["architecture"] = image.Architecture,
        ["os"] = image.OperatingSystem,
        ["config"] = RunOf(image.Configuration),
        ["rootfs"] = new JsonObject
        {
            ["type"] = "layers",
            ["diff_ids"] = Texts(image.Layers.Select(layer => layer.Digest)),
        },
        ["history"] = new JsonArray([.. image.Steps.Select(step =>
        {
            var shown = new JsonObject { ["created_by"] = step.Text, ["empty_layer"] = true };
            if (step.NotExecuted is { } why) shown["comment"] = why;
            return (JsonNode)shown;
        })]),
    };

    private static JsonObject RunOf(ImageConfiguration run)
    {
        var shown = new JsonObject { ["Env"] = Texts(run.Environment.Select(pair => $"{pair.Key}={pair.Value}")) };
        if (run.EntryPoint is { } entry) shown["Entrypoint"] = Texts(entry);
        if (run.Command is { } command) shown["Cmd"] = Texts(command);
        if (run.WorkingDirectory is { } folder) shown["WorkingDir"] = folder;
        if (run.User is { } user) shown["User"] = user;
        if (run.ExposedPorts.Count > 0) shown["ExposedPorts"] = Set(run.ExposedPorts);
        if (run.Volumes.Count > 0) shown["Volumes"] = Set(run.Volumes);
        if (run.Labels.Count > 0)
            shown["Labels"] = new JsonObject(run.Labels.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        if (run.StopSignal is { } signal) shown["StopSignal"] = signal;
        if (run.Shell is { } shell) shown["Shell"] = Texts(shell);
        if (run.OnBuild.Count > 0) shown["OnBuild"] = Texts(run.OnBuild);
        if (run.HealthCheck is { } check)
        {
            var health = new JsonObject { ["Test"] = Texts(check.Test) };
            foreach (var (name, value) in check.Times.OrderBy(pair => pair.Key, StringComparer.Ordinal)) health[name] = value;
            shown["Healthcheck"] = health;
        }

        return shown;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonObject Set(IEnumerable<string> names) => new(names.Order(StringComparer.Ordinal).Distinct()
        .Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject())));
}
