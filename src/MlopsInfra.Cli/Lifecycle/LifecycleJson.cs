using System.Text.Json;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>Plan and steps in the JSON document of a command of a model's way.</summary>
internal static class LifecycleJson
{
    /// <summary>Writes the members <c>plan</c> and <c>steps</c>, where there is a plan or a step.</summary>
    /// <param name="json">Takes them.</param>
    /// <param name="output">Remembers them.</param>
    public static void WriteSteps(Utf8JsonWriter json, LifecycleOutput output)
    {
        if (output.Plan.Count > 0)
        {
            json.WriteStartArray("plan");
            foreach (var step in output.Plan)
            {
                json.WriteStartObject();
                json.WriteString("name", step.Name);
                json.WriteString("action", step.Action);
                json.WriteBoolean("needed", step.IsNeeded);
                if (step.UsualDuration is { } time) json.WriteNumber("usualSeconds", Math.Round(time.TotalSeconds, 3));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        var steps = output.Steps;
        if (steps.Count == 0) return;
        json.WriteStartArray("steps");
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteString("state", StepText.Word(step.State));
            json.WriteString("detail", step.Detail);
            if (step.Duration is { } time) json.WriteNumber("seconds", Math.Round(time.TotalSeconds, 3));
            if (step.Log.Count > 0) WriteTexts(json, "log", step.Log);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a member that is a list of texts.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="texts">The texts.</param>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Writes a member that is an object of texts, as tags are.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="texts">The texts by name.</param>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, text) in texts) json.WriteString(key, text);
        json.WriteEndObject();
    }
}
