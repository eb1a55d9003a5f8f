using System.Text.Json;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.State;
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
            var (resources, pending) = StrictJson.Read(json, root => Read(root.Needed("deployment")), StateExport.MaxDepth);
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
        catch (JsonException exception)
        {
            throw new CliException(ExitCode.Usage, "DamagedState",
                $"{JsonFault.At(source, exception)} It is not what 'pulumi stack export' prints. Export the stack again.", source,
                exception);
        }
    }

    private static (List<ExportedResource> Resources, List<ExportedOperation> Pending) Read(JsonElement deployment) => (
        [.. deployment.List("resources").Select(ReadResource)], [.. deployment.List("pending_operations").Select(ReadPending)]);

    private static ExportedResource ReadResource(JsonElement resource) => new(
        NeededText(resource, "urn"), NeededText(resource, "type"), Text(resource, "id"), Text(resource, "provider"),
        resource.Object("inputs")?.Member("subscriptionId") is { ValueKind: JsonValueKind.String } id ? id.GetString() : null);

    private static ExportedOperation ReadPending(JsonElement operation)
    {
        var resource = operation.Needed("resource");
        return new ExportedOperation(NeededText(resource, "urn"), NeededText(resource, "type"), NeededText(operation, "type"),
            Map(resource.Object("inputs")), Text(resource, "provider"));
    }

    private static string NeededText(JsonElement json, string name) => Text(json, name)
        ?? throw new JsonShapeException(json, $"'{name}' is missing or empty.");

    private static string? Text(JsonElement json, string name) => json.Text(name) is { Length: > 0 } text ? text : null;

    // Ids are made of texts, some of them in objects. A secret is none: its text can't be read here.
    private static PropertyMap Map(JsonElement? inputs) => inputs is not { } json ? PropertyMap.Empty
        : new(json.EnumerateObject().Where(member => IsReadable(member.Value)).Select(member => KeyValuePair.Create(member.Name,
            member.Value.ValueKind == JsonValueKind.Object
                ? new PropertyValue.Obj(Map(member.Value)) : (PropertyValue)new PropertyValue.Text(member.Value.GetString()!))));

    private static bool IsReadable(JsonElement value) => value.ValueKind == JsonValueKind.String
        || (value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(SecretKey, out _));
}
