namespace MlopsInfra.Lifecycle.Models;

/// <summary>What came of a registration.</summary>
/// <param name="Model">The version; null where the model was refused.</param>
/// <param name="Decision"><see cref="LifecycleTags.Register"/> or <see cref="LifecycleTags.Keep"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsNew">Whether it was registered now: not if it was before, nor if it was refused.</param>
public sealed record RegisteredModel(ModelVersion? Model, string Decision, string Reason, bool IsNew);
