using System.Text.Json.Nodes;
using MlopsInfra.EngineRecordings;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>A recorded answer of a plugin that was wrong, because the real provider answers something else.</summary>
/// <param name="Reason">What the real provider does.</param>
/// <param name="Supersede">Changes a recorded answer to the right one; says whether it did.</param>
internal sealed record SupersededAnswer(string Reason, Func<RecordedCall, JsonObject, bool> Supersede)
{
    /// <summary>All that are known.</summary>
    public static IReadOnlyList<SupersededAnswer> All { get; } = [];
}
