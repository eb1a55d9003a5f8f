using System.Text.Json;
using MlopsInfra.LocalCloud.Simulation;

namespace MlopsInfra.Cli.Output;

/// <summary>How long Azure would take, for people and for machines.</summary>
internal static class SimulationText
{
    /// <summary>The duration, and the chain that decides it.</summary>
    /// <param name="simulation">The simulation.</param>
    public static IEnumerable<string> Lines(SimulatedDeployment simulation)
    {
        if (simulation.CriticalChain.Count == 0)
        {
            yield return "On Azure: nothing to wait for";
            yield break;
        }

        var bound = simulation.Unavoidable is { } least ? $"; what Azure needs takes {Text(least)} at least" : "";
        yield return $"On Azure: about {Text(simulation.Duration)}{bound}. The chain that decides it:";
        foreach (var step in simulation.CriticalChain)
            yield return $"    at {Text(step.Start),11}  {step.Type} {step.Name}: "
                + $"{Text(step.Duration)}{(step.IsMeasured ? "" : " (an estimate)")}";
    }

    /// <summary>The member <c>simulation</c> of the JSON document.</summary>
    /// <param name="json">The document, in its object.</param>
    /// <param name="simulation">The simulation.</param>
    public static void Write(Utf8JsonWriter json, SimulatedDeployment simulation)
    {
        json.WriteStartObject("simulation");
        json.WriteNumber("durationSeconds", simulation.Duration.TotalSeconds);
        if (simulation.Unavoidable is { } least) json.WriteNumber("unavoidableSeconds", least.TotalSeconds);
        json.WriteStartArray("criticalChain");
        foreach (var step in simulation.CriticalChain)
        {
            json.WriteStartObject();
            json.WriteString("type", step.Type);
            json.WriteString("name", step.Name);
            json.WriteString("urn", step.Urn);
            json.WriteNumber("startSeconds", step.Start.TotalSeconds);
            json.WriteNumber("seconds", step.Duration.TotalSeconds);
            json.WriteBoolean("measured", step.IsMeasured);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(TimeSpan time) =>
        time.TotalMinutes >= 1 ? $"{(int)time.TotalMinutes} min {time.Seconds} s" : $"{time.TotalSeconds:0.#} s";
}
