namespace MlopsInfra.LocalCloud.Services.Compute;

/// <summary>Why Azure takes no machine of a size.</summary>
/// <param name="IsRetired">Whether there has been such a size.</param>
/// <param name="Hint">What to know of it, as a sentence.</param>
internal sealed record VmSizeFault(bool IsRetired, string Hint);
