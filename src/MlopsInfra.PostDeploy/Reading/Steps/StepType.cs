using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A type of step.</summary>
/// <param name="name">As YAML has it, as in <c>command</c>.</param>
internal abstract class StepType(string name)
{
    public string Name => name;

    /// <summary>Whether keys without a <c>type</c> describe a step of this type.</summary>
    public virtual bool Describes(YamlMap map) => false;

    /// <summary>The key that names the component; null if steps of this type run none.</summary>
    public virtual string? ComponentKey => "component";

    /// <summary>The type of all its outputs, for steps that read one; null if each has its own.</summary>
    public virtual string? OutputType => null;

    /// <summary>Puts what this type calls otherwise under the names that all types have: <c>inputs</c>, <c>outputs</c>.</summary>
    public virtual void Spread(YamlMap map)
    {
    }

    /// <summary>The step as Azure takes it.</summary>
    /// <param name="step">The step as it is written.</param>
    public abstract PipelineNode Read(StepSource step);
}
