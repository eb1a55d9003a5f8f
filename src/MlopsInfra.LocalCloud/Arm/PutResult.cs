using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What <see cref="IResourceManager.PutAsync"/> did.</summary>
/// <param name="Resource">The resource as a GET shows it.</param>
/// <param name="Created">Whether it is new.</param>
/// <param name="Changed">Whether anything was written; false for a PUT of what is there already.</param>
public sealed record PutResult(JsonObject Resource, bool Created, bool Changed);
