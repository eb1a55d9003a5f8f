namespace SdkGenerator.CSharp;

/// <summary>Where a type is used; it decides the class that stands for it in C#.</summary>
internal enum TypeUse
{
    /// <summary>An input of a resource or provider: <c>Inputs.XArgs</c>.</summary>
    ResourceInput,

    /// <summary>A hint for <c>Get</c>: <c>Inputs.XGetArgs</c>.</summary>
    ResourceState,

    /// <summary>A plain argument of a function: <c>Inputs.XArgs</c>, without <c>Input&lt;&gt;</c>.</summary>
    FunctionArgument,

    /// <summary>An argument of a function that may be an output: <c>Inputs.XInputArgs</c>.</summary>
    FunctionInput,

    /// <summary>An output of a resource: <c>Outputs.X</c>.</summary>
    ResourceOutput,

    /// <summary>A part of a function's result: <c>Outputs.XResult</c> in bridged packages, <c>Outputs.X</c> in others.</summary>
    FunctionOutput,

    /// <summary>A configuration variable: <c>Config.Types.X</c>.</summary>
    Config,
}
