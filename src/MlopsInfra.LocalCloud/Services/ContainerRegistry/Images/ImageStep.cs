namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>An instruction that an image came of.</summary>
/// <param name="Text">The instruction.</param>
/// <param name="NotExecuted">Why it had no effect; null where it had.</param>
internal sealed record ImageStep(string Text, string? NotExecuted);
