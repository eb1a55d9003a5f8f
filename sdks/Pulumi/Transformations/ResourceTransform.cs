namespace Pulumi;

/// <summary>A transform that the engine calls back. Null: no change.</summary>
public delegate Task<ResourceTransformResult?> ResourceTransform(ResourceTransformArgs args,
    CancellationToken cancellationToken = default);
