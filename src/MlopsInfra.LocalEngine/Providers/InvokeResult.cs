using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>The answer of <see cref="IProvider.InvokeAsync"/>.</summary>
/// <param name="Return">What the function returns; what is secret is marked.</param>
/// <param name="Failures">What is wrong with the arguments; empty if nothing is.</param>
public sealed record InvokeResult(PropertyMap Return, ImmutableArray<CheckFailure> Failures);
