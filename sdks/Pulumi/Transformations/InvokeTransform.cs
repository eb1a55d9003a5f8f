namespace Pulumi;

/// <summary>A transform of function calls that the engine calls back. Null: no change.</summary>
public delegate Task<InvokeTransformResult?> InvokeTransform(InvokeTransformArgs args,
    CancellationToken cancellationToken = default);
