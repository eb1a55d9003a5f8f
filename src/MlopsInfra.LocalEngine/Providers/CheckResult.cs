using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>The answer of <see cref="IProvider.CheckAsync"/>.</summary>
/// <param name="Inputs">The inputs to go on with; secret marks are kept.</param>
/// <param name="Failures">What is wrong with them; empty if nothing is.</param>
public sealed record CheckResult(PropertyMap Inputs, ImmutableArray<CheckFailure> Failures);
