namespace Pulumi;

public class Stack : ComponentResource
{
    internal const string TypeToken = "pulumi:pulumi:Stack";

    /// <summary>The stack's class is usually derived from; its [Output] properties are the stack's outputs (S1).</summary>
    public Stack(StackOptions? options = null)
        : base(TypeToken, NameOf(Deployment.Current), Convert(options)) => Deployment.Current.Stack = this;

    /// <summary>To be called once the program has come to its end.</summary>
    internal void RegisterStackOutputs(IDictionary<string, object?> outputs) => RegisterOutputs(outputs);

    /// <summary>Outputs are the [Output] properties, and each needs a value (S1, S2).</summary>
    internal void RegisterStackOutputs()
    {
        OutputProperties.CheckAssigned(this);
        RegisterOutputs();
    }

    private static string NameOf(Deployment deployment) => $"{deployment.ProjectName}-{deployment.StackName}";

    private static ComponentResourceOptions? Convert(StackOptions? options) => options is null ? null : new()
    {
        ResourceTransformations = options.ResourceTransformations,
        ResourceTransforms = options.ResourceTransforms,
    };
}
