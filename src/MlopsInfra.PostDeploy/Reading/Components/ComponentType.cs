using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>A type of component that is no pipeline: what its description says beside name, inputs and outputs.</summary>
/// <param name="name">As YAML has it, as in <c>command</c>.</param>
internal abstract class ComponentType(string name)
{
    public string Name => name;

    /// <summary>Whether keys without a <c>type</c> describe a component of this type.</summary>
    public virtual bool Describes(Yaml.YamlMap map) => false;

    /// <summary>Puts what this type calls otherwise under the names that all types have: <c>inputs</c>, <c>outputs</c>.</summary>
    public virtual void Spread(Yaml.YamlMap map)
    {
    }

    /// <summary>Reads the keys of this type into the spec that Azure takes.</summary>
    /// <param name="source">Where the component is described.</param>
    /// <param name="spec">Takes the properties, with links.</param>
    public abstract void Read(ComponentSource source, JsonObject spec);
}
