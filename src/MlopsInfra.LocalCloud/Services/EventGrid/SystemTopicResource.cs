using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>Event Grid system topics: the source's type and region, one per source.</summary>
internal sealed class SystemTopicResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.EventGrid/systemTopics";

    public override NamingRule Naming { get; init; } = new("[A-Za-z0-9-]+", 3, 128, "InvalidRequest",
        "The specified system topic name '{0}' is invalid. It must be 3 to 128 letters, digits and hyphens.");

    public override LocationRule Location { get; init; } = LocationRule.MayBeGlobal;

    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
        [new("properties.source"), new("properties.topicType")];

    public override IReadOnlyList<Reference> References { get; init; } = [new("properties.source", NoSource)];

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(30);

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    public override IReadOnlyList<string>? LogCategories { get; init; } = ["DeliveryFailures"];

    public override IReadOnlyList<string>? PrivateLinkGroups { get; init; } = [];

    public override void CheckPut(PutContext put)
    {
        var source = ResourceId.Parse(put.Body.Text("properties.source")
            ?? throw Invalid("The source of the system topic is required.", "properties.source"));
        var wanted = put.Body.Text("properties.topicType")
            ?? throw Invalid("The topicType of the system topic is required.", "properties.topicType");
        var topicType = put.Cloud.Types.Of(source.Type).EventSource?.TopicType;
        if (topicType is null || !topicType.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            throw Invalid(
                $"The topic type '{wanted}' does not fit the source "
                    + $"'{source}'{(topicType is null ? "" : $": its topic type is '{topicType}'")}.", "properties.topicType");
        var resource = put.Cloud.Find(source.Value)!;
        var location = Regions.Normalize(resource.Body.Text("location") ?? Regions.Global);
        var expected =
            source.Type.Namespace.Equals("Microsoft.Resources", StringComparison.OrdinalIgnoreCase) ? Regions.Global : location;
        if (put.Location != expected)
            throw Invalid($"System topic's location must match the location of its source: '{expected}', not '{put.Location}'.",
                "location");
        if (resource.Body.Text("kind") == "Storage")
            throw Invalid("Storage accounts of the kind 'Storage' (general purpose v1) raise no events.", "properties.source");
        if (put.OthersOfType.Any(other => source.Value.Equals(other.Body.Text("properties.source"),
            StringComparison.OrdinalIgnoreCase)))
            throw Invalid($"Only one system topic is allowed per source resource: '{source}' has one already.",
                "properties.source");
    }

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.metricResourceId", MadeUpIds.From("topic", put.Id.Value));

    private static ArmException NoSource(ResourceId topic, string source, string path) =>
        Invalid($"The source resource '{source}' of the system topic does not exist.", path);

    private static ArmException Invalid(string message, string target) => new(400, "InvalidRequest", message, target);
}
