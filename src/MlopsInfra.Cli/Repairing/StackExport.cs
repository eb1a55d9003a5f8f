using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Cli.Reports;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Cli.Repairing;

/// <summary>What of an export matters after an interruption: pending operations, providers, ids.</summary>
/// <param name="Pending">What Pulumi was about to do.</param>
/// <param name="Resources">The resources: URN, provider, id, and of a provider its subscription.</param>
internal sealed record StackExport(IReadOnlyList<ExportedOperation> Pending, IReadOnlyList<ExportedResource> Resources)
{
    private const string SecretKey = "4dabf18193072939515e22adb298388d";

    /// <summary>Reads an export, and holds it against the stack that it has to be of.</summary>
    /// <param name="json">What <c>pulumi stack export</c> printed.</param>
    /// <param name="source">Where it came from, for messages.</param>
    /// <param name="stack">The stack that it has to be of.</param>
    /// <param name="project">The project that it has to be of.</param>
    /// <exception cref="CliException">It is no export, or that of another stack.</exception>
    public static StackExport Parse(string json, string source, string stack, string project)
    {
        try
        {
            var deployment =
                JsonNode.Parse(json)?["deployment"]?.AsObject() ?? throw new JsonException("it has no 'deployment'.");
            var resources = Objects(deployment["resources"]).Select(ReadResource).ToList();
            var pending = Objects(deployment["pending_operations"]).Select(ReadPending).ToList();
            var prefix = $"urn:pulumi:{stack}::{project}::";
            if (resources.Select(resource => resource.Urn).Concat(pending.Select(operation => operation.Urn))
                .FirstOrDefault(urn => !urn.StartsWith(prefix, StringComparison.Ordinal)) is { } other)
            {
                throw new CliException(
                    ExitCode.Usage, "WrongState",
                    $"{source} is not the state of stack '{stack}' of project '{project}': it holds {other}. Export that one: "
                        + $"pulumi stack export --stack {stack}.", source);
            }

            return new StackExport(pending, resources);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new CliException(ExitCode.Usage, "DamagedState",
                $"{source} is not what 'pulumi stack export' prints: {exception.Message}", source, exception);
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => list?.AsArray().Select(item => item!.AsObject()) ?? [];

    private static ExportedResource ReadResource(JsonObject resource) => new(
        Text(resource, "urn") ?? throw new JsonException("a resource has no urn."),
        Text(resource, "type") ?? throw new JsonException("a resource has no type."),
        Text(resource, "id"), Text(resource, "provider"),
        (resource["inputs"] as JsonObject)?["subscriptionId"] is JsonValue value && value.TryGetValue(out string? id)
            ? id : null);

    private static ExportedOperation ReadPending(JsonObject operation)
    {
        var resource = operation["resource"]?.AsObject() ?? throw new JsonException("a pending operation has no resource.");
        return new ExportedOperation(
            Text(resource, "urn") ?? throw new JsonException("a pending operation's resource has no urn."),
            Text(resource, "type") ?? throw new JsonException("a pending operation's resource has no type."),
            Text(operation, "type") ?? throw new JsonException("a pending operation has no type."),
            Map(resource["inputs"] as JsonObject), Text(resource, "provider"));
    }

    private static string? Text(JsonObject parent, string name) => (string?)parent[name] is { Length: > 0 } text ? text : null;

    // Ids are made of texts, some of them in objects. A secret is none: its text can't be read here.
    private static PropertyMap Map(JsonObject? inputs) => new((inputs ?? []).Where(member => IsReadable(member.Value))
        .Select(member => KeyValuePair.Create(member.Key,
            member.Value is JsonObject nested
                ? new PropertyValue.Obj(Map(nested)) : (PropertyValue)new PropertyValue.Text((string)member.Value!))));

    private static bool IsReadable(JsonNode? value) =>
        value is JsonObject nested ? !nested.ContainsKey(SecretKey) : value?.GetValueKind() == JsonValueKind.String;
}
