namespace Pulumi;

/// <summary>Runs inside the resource's constructor, before inputs are resolved (X8). Null: no change.</summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);
