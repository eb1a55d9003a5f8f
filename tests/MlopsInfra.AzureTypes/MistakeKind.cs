namespace MlopsInfra.AzureTypes;

/// <summary>What can be wrong with a body.</summary>
public enum MistakeKind
{
    /// <summary>Microsoft's types have no such type, or not in this API version.</summary>
    UnknownType,

    /// <summary>The type has no such property.</summary>
    UnknownProperty,

    /// <summary>A required property is missing.</summary>
    MissingProperty,

    /// <summary>Azure computes the property; it can't be written.</summary>
    ReadOnlyProperty,

    /// <summary>The value is of another JSON type.</summary>
    WrongType,

    /// <summary>The value is none of those that Azure documents, also where the type says that there may be more.</summary>
    UnknownValue,

    /// <summary>A text or a list is too short or too long.</summary>
    Length,

    /// <summary>A text does not have the form that it has to have.</summary>
    Pattern,

    /// <summary>A number is too small or too large.</summary>
    Range,
}
