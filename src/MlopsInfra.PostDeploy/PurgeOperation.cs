using System.Text.Json.Serialization;

namespace MlopsInfra.PostDeploy;

/// <summary>What a purge does, or would do, about a name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PurgeOperation>))]
public enum PurgeOperation
{
    /// <summary>Nothing deleted holds the name.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>It is soft-deleted: it is purged.</summary>
    [JsonStringEnumMemberName("purge")]
    Purge,

    /// <summary>The resource is alive: it is no matter of a purge, which would delete it.</summary>
    [JsonStringEnumMemberName("exists")]
    Exists,

    /// <summary>
    /// Azure has no list that would say; it is tried (a plan only: afterwards it is <see cref="Purge"/> or <see cref="None"/>).
    /// </summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>It is soft-deleted under purge protection: only time frees the name.</summary>
    [JsonStringEnumMemberName("protected")]
    Protected,
}
