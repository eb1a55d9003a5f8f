using System.Text.Json.Serialization;

namespace MlopsInfra.PostDeploy;

/// <summary>What publishing does, or would do, to something that is published.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PublishOperation>))]
public enum PublishOperation
{
    /// <summary>It is not there yet.</summary>
    [JsonStringEnumMemberName("create")]
    Create,

    /// <summary>It is there and changes: endpoints and schedules only, since assets never change.</summary>
    [JsonStringEnumMemberName("update")]
    Update,

    /// <summary>It is there as it is wanted.</summary>
    [JsonStringEnumMemberName("same")]
    Same,
}
