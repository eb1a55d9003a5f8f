namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>A step of model.yml as a CI system runs it.</summary>
/// <param name="Command">Its command.</param>
/// <param name="Variables">The environment that the definition gives it.</param>
internal sealed record ModelStep(string Command, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>What is done with a model; null for a step that only prepares for it.</summary>
    public string? Operation => Command.Split("build/ci/model.sh ") is [_, var words] ? words.Split(' ')[0] : null;

    /// <summary>The stage, by the environment that a model is released to.</summary>
    public string Stage => Operation switch { "run" => "train", "verify" => "verify", _ => Variables["MLOPS_STACK"] };

    /// <summary>The model that it is told to take, as the script understands it; empty: to choose.</summary>
    public string Model =>
        Operation != "release" ? ""
        : Variables.GetValueOrDefault("MLOPS_MODEL_NAME", "") is { Length: > 0 } name
            ? $"{name}:{Variables["MLOPS_MODEL_VERSION"]}" : Variables["MLOPS_MODEL"];

    /// <summary>Stage and model, for comparisons.</summary>
    public override string ToString() => $"{Stage} {Model}".TrimEnd();
}
