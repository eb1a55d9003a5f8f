using MlopsInfra.Cli.Lifecycle;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Cli.Registering;

/// <summary>What <c>mlops model register</c> is told.</summary>
/// <param name="Lifecycle">Where, and how to talk.</param>
/// <param name="Candidate">The model of a job; its job is empty where a path is given instead.</param>
/// <param name="Path">A file or folder here; null for a job's model.</param>
internal sealed record ModelRegisterSettings(LifecycleSettings Lifecycle, ModelCandidate Candidate, string? Path);
