namespace Pulumi;

public class InvokeOutputOptions : InvokeOptions
{
    private InputList<Resource>? dependsOn;

    public InputList<Resource> DependsOn
    {
        get => dependsOn ??= [];
        set => dependsOn = value;
    }
}
