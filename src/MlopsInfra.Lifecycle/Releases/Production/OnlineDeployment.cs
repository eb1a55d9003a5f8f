using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>A deployment of an online endpoint, as Resource Manager shows it.</summary>
/// <param name="Shown">What a GET answers.</param>
internal sealed record OnlineDeployment(JsonObject Shown)
{
    /// <summary>Its name.</summary>
    public string Name => (string)Shown["name"]!;

    /// <summary><c>Succeeded</c>, <c>Failed</c>, or anything on the way, as <c>Updating</c>.</summary>
    public string State => (string?)Shown["properties"]?["provisioningState"] ?? "Succeeded";

    /// <summary>Whether it is still being made, or unmade.</summary>
    public bool IsOnItsWay => State is not ("Succeeded" or "Failed" or "Canceled");

    /// <summary>The image that its variables name, <c>REPOSITORY@DIGEST</c>; null for none.</summary>
    public string? Image => (string?)Shown["properties"]?["environmentVariables"]?["MLOPS_IMAGE"];

    /// <summary>The environment version that it runs; null for none.</summary>
    public string? EnvironmentId => (string?)Shown["properties"]?["environmentId"];

    /// <summary>The release that it is; null if no release made it.</summary>
    public string? Release => (string?)(Shown["tags"] as JsonObject)?[LifecycleTags.Release];

    /// <summary>Its model, <c>NAME:VERSION</c>; null if no release made it.</summary>
    public string? Model => (string?)(Shown["tags"] as JsonObject)?[LifecycleTags.Model];
}
