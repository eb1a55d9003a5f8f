using System.Text.Json.Nodes;

namespace MlopsInfra.Review.Templates;

/// <summary>What a resource answers to a template function that asks it.</summary>
/// <param name="Function">The function, as in <c>listKeys</c>.</param>
/// <param name="Body">The answer.</param>
public sealed record ArmAnswer(string Function, JsonObject Body);
