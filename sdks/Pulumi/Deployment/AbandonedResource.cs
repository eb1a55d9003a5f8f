namespace Pulumi;

/// <summary>A resource whose constructor threw after it had made the resource's outputs.</summary>
internal sealed record AbandonedResource(Resource Resource, Exception Exception);
