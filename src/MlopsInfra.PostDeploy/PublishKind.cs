using System.Text.Json.Serialization;

namespace MlopsInfra.PostDeploy;

/// <summary>What is published, or what publishing waits for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PublishKind>))]
public enum PublishKind
{
    /// <summary>The files of a step, as an asset.</summary>
    [JsonStringEnumMemberName("code")]
    Code,

    /// <summary>Local files that go to the workspace's datastore: data, a model, what an image is built of.</summary>
    [JsonStringEnumMemberName("upload")]
    Upload,

    /// <summary>An environment that steps run in.</summary>
    [JsonStringEnumMemberName("environment")]
    Environment,

    /// <summary>A component that is a step.</summary>
    [JsonStringEnumMemberName("component")]
    Component,

    /// <summary>A component that is a pipeline of steps.</summary>
    [JsonStringEnumMemberName("pipeline")]
    Pipeline,

    /// <summary>A data asset.</summary>
    [JsonStringEnumMemberName("data")]
    Data,

    /// <summary>A model.</summary>
    [JsonStringEnumMemberName("model")]
    Model,

    /// <summary>The batch endpoint, which has no version.</summary>
    [JsonStringEnumMemberName("endpoint")]
    Endpoint,

    /// <summary>A deployment of the batch endpoint.</summary>
    [JsonStringEnumMemberName("deployment")]
    Deployment,

    /// <summary>An online endpoint, which has no version.</summary>
    [JsonStringEnumMemberName("online-endpoint")]
    OnlineEndpoint,

    /// <summary>A deployment of an online endpoint; its name is that of the endpoint and its own.</summary>
    [JsonStringEnumMemberName("online-deployment")]
    OnlineDeployment,

    /// <summary>A schedule.</summary>
    [JsonStringEnumMemberName("schedule")]
    Schedule,

    /// <summary>The rights on the workspace. They are waited for, never published.</summary>
    [JsonStringEnumMemberName("rights")]
    Rights,
}
